"""The portal of the providers' people: how they come in, and what is asked of them."""
