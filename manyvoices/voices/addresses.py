"""Where a voice is found: its address in the fediverse, its page, its ActivityPub id."""

from urllib.parse import urlsplit

from django.conf import settings

from manyvoices.config import Config
from manyvoices.people.models import Brand
from manyvoices.voices.models import Voice


def host() -> str:
    """The host of every id and page we give out, with the port where it is not the scheme's own."""
    return urlsplit(_public_url()).netloc


def handle_host(brand: Brand) -> str:
    """What stands behind the @ in the addresses of a brand's voices: its own domain, else our host."""
    return brand.handle_domain or host()


def address(voice: Voice) -> str:
    """`handle@host`, as people write it after an @ and WebFinger after `acct:`. The brand must be loaded."""
    return f"{voice.handle}@{handle_host(voice.brand)}"


def page_url(voice: Voice) -> str:
    """The page people read; it follows the handle, and stands on our host whatever domain the brand has."""
    return f"{_public_url()}/@{voice.handle}"


def actor_uri(voice: Voice) -> str:
    """The ActivityPub id. It holds the row's id and not the handle: an id must last, a handle may change."""
    return f"{_public_url()}/actors/{voice.id}"


def _public_url() -> str:
    config: Config = settings.CONFIG
    return config.public_url
