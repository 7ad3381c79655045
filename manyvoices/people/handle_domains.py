"""The domain on which a brand's voices are found: how it is written, and what it may not be."""

import re
from urllib.parse import urlsplit

import idna
from django.conf import settings
from django.utils.translation import gettext as _

from manyvoices.config import Config
from manyvoices.core.refusals import Invalid

# At least two labels, the last beginning with a letter: no number, no name of this machine.
_DOMAIN = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)


def read_domain(typed: str) -> str:
    """The domain in the one spelling that is stored and compared (lower case, punycode); empty for none.

    Refuses with Invalid what is no domain name, and the host of our own public address.
    """
    bare = typed.strip().removesuffix(".")
    if not bare:
        return ""
    try:
        # UTS 46 without transitional mapping, as for hosts of other servers (federation/origins.py).
        name = bare.lower() if bare.isascii() else idna.encode(bare, uts46=True).decode().lower()
    except idna.IDNAError:
        name = ""
    if not _DOMAIN.fullmatch(name):
        raise Invalid(domain=_("Write a domain alone, without https:// and without a path: nordbahn.example"))
    config: Config = settings.CONFIG
    if name == urlsplit(config.public_url).hostname:
        raise Invalid(
            domain=_("This is the address of the installation itself; every voice is found there anyway.")
        )
    return name


def for_reading(domain: str) -> str:
    """The domain with its own letters where it is written in punycode."""
    try:
        return idna.decode(domain) if "xn--" in domain else domain
    except idna.IDNAError:
        return domain
