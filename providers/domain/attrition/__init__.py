"""Who comes, who stays, who leaves: what a list of employees proves, and what it means for a plan."""
