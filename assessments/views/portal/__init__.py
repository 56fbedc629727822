"""The pages of the portal on which the provider's people answer, hand in, and read results."""
