"""Settings for each place the product runs in."""
