"""Checklists and questionnaires as tables of cells, and back: what a workbook says, without any file."""
