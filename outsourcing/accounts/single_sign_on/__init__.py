"""The company's own sign-in, by OpenID Connect: what is trusted in it, and whom it lets in."""
