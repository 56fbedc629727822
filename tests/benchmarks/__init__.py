"""What the product costs: queries, bytes, processor time and memory, each beside a floor of the same run.

`python3 run.py test tests/benchmarks` runs them; the ordinary run leaves them out. See docs/measures.md.
"""
