"""What is asked, what is answered, what it is worth."""
