"""Backup, restore, moving, logs, metrics and deployment files."""
