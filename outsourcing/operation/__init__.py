"""Running the product: backup, restore, moving house, logs and metrics."""
