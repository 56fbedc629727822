"""How a list of employees is laid out in a file, and what its words mean."""
