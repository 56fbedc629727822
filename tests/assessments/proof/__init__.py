"""Tests of documents and proof."""
