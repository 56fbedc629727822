"""The pages on what gaps ask to be prepared, and the inbox's and home's words on them."""
