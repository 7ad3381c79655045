"""Keys for the voices that have none yet: from then on they exist for other servers."""

from django.conf import settings

from manyvoices.config import Config
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.actors import without_key

AT_ONCE = 10


def ensure_keys() -> None:
    """A chore: makes the missing keys, at most ten a turn. Without a public address nobody needs one."""
    config: Config = settings.CONFIG
    if config.federates:
        for voice in without_key()[:AT_ONCE]:
            ensure_key(voice=voice)
