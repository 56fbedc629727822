"""What gaps ask to be prepared: its table, its moves, its pages."""
