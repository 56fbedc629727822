"""Looks: the shell, components, and the registries that apps feed."""
