"""Links and codes that let somebody in: made by chance, kept as hashes."""

import hashlib
import secrets

CODE_DIGITS = 8


def new_token() -> str:
    """The secret part of a link: 256 bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a secret that nobody can guess."""
    return hashlib.sha256(f"parity portal {token}".encode()).hexdigest()


def new_code() -> str:
    """A code that somebody types; short, therefore good for few tries and a few minutes only."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def digits_of(typed: str) -> str:
    """The digits of what somebody typed, with or without gaps."""
    return "".join(sign for sign in typed if sign in "0123456789")[: CODE_DIGITS + 1]
