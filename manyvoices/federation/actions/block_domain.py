"""Keep a whole server away."""

from django.conf import settings
from django.utils.translation import gettext as _

from manyvoices.config import Config
from manyvoices.core.refusals import Invalid
from manyvoices.federation.hosts import domain_and_above, domain_of
from manyvoices.federation.keeping_away import place_block
from manyvoices.federation.models import Block
from manyvoices.federation.origins import BadUri
from manyvoices.people.models import Person
from manyvoices.voices.addresses import host
from manyvoices.voices.models import Voice


def block_domain(*, actor: Person, domain: str, voice: Voice | None, because: str) -> Block:
    """The block of a server and all below its domain, for one voice or for all (None). Twice is once.

    `domain` may be typed as a host, an address of a page or @somebody@host. Raises Refused, and Invalid for what is
    no domain, for a bare ending such as "com", and for our own.
    """
    return place_block(
        actor=actor, voice=voice, because=because, verb="block_domain", domain=_checked(domain)
    )


def _checked(typed: str) -> str:
    config: Config = settings.CONFIG
    address = typed.strip().removeprefix("https://").removeprefix("http://")
    bare = address.partition("/")[0].rpartition("@")[2]
    scheme = "http" if config.public_url.startswith("http://") else "https"
    try:
        domain = domain_of(f"{scheme}://{bare}")
    except BadUri:
        raise Invalid(domain=_("This is not the name of a server. Write it like social.example.")) from None
    if "." not in domain:
        raise Invalid(
            domain=_("This would block every server under that ending. Write the server's whole name.")
        )
    if domain in domain_and_above(host()):
        raise Invalid(domain=_("This is our own server; it cannot block itself."))
    return domain
