"""Who the providers are, and who works there."""
