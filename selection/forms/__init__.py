"""Forms: they check what was typed and never save."""
