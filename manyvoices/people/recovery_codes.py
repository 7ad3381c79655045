"""Codes for the day on which the phone is lost: shown once, good once each; only their hashes are kept."""

import base64
import secrets

from manyvoices.core import tokens

HOW_MANY = 10


def new_codes() -> list[str]:
    """Ten fresh codes of 80 bits, in groups that can be read aloud."""
    return [_grouped(base64.b32encode(secrets.token_bytes(10)).decode().lower()) for _ in range(HOW_MANY)]


def hashed(code: str) -> str:
    """What is kept and compared, however the code was typed. There is nothing to guess in 80 bits."""
    return tokens.hashed("".join(letter for letter in code.lower() if letter.isalnum()))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
