"""Pages on which people speak about answers: comments, clarifications, reviews and the time line."""
