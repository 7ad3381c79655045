"""Links that open a door once: the address holds the token, the database only its hash."""

import hashlib
import secrets


def new_token() -> str:
    """A fresh, unguessable token (192 bits, safe in an address)."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """What is stored and looked up. A plain SHA-256 suffices for random tokens: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
