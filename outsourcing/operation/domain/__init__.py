"""What a backup says of itself, without Django."""
