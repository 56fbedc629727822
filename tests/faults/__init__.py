"""Single faults between an answer and its score: nothing is lost, and the right score appears by itself."""
