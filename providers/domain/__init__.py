"""What is said of a provider, and when two names are one; without Django."""
