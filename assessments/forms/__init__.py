"""What pages read from the browser; forms check, actions save."""
