"""Attrition: published and hand-computable cases, and what must hold for every list."""
