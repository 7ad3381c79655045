"""Secrets at rest: a text field whose column holds only ciphertext, with the keys of the data folder."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class WrongKey(Exception):
    """The column was encrypted with a key that is not among the installation's keys; nothing is guessed."""


class EncryptedField(models.TextField[str, str]):
    """Text that is encrypted with the newest key when saved and read with any known key (rotation: prepend a key)."""

    def get_prep_value(self, value: Any) -> Any:
        """Ciphertext for the column; empty stays empty so that "not set" can be asked in SQL."""
        plain = super().get_prep_value(value)
        return _box().encrypt(plain.encode()).decode() if plain else plain

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """The plain text. Raises WrongKey."""
        if not value:
            return value
        try:
            return _box().decrypt(value.encode()).decode()
        except InvalidToken:
            raise WrongKey(
                f"{self.model._meta.label}.{self.name} was encrypted with another key. "
                "Restore secrets.json of the data folder or set MANYVOICES_ENCRYPTION_KEYS to the old key."
            ) from None


def encrypted(plain: str) -> str:
    """Ciphertext of a text that has no column of its own (a key inside a JSON field, a session)."""
    return _box().encrypt(plain.encode()).decode()


def decrypted(cipher: str) -> str:
    """The text behind `encrypted`. Raises WrongKey."""
    try:
        return _box().decrypt(cipher.encode()).decode()
    except InvalidToken:
        raise WrongKey(
            "A stored secret was encrypted with another key. Restore secrets.json of the data folder "
            "or set MANYVOICES_ENCRYPTION_KEYS to the old key."
        ) from None


def _box() -> MultiFernet:
    return _box_of(tuple(settings.ENCRYPTION_KEYS))


@lru_cache(maxsize=4)
def _box_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
