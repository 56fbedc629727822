"""The rules of the trail, without Django."""
