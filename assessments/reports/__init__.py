"""Reports on paper, made by workers."""
