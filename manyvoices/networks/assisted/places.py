"""The networks whose personal profiles have no usable API: what fits there, where one writes, what a link looks like."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from manyvoices.networks.contract import Limits

LONGEST_LINK = 500
# An address that is longer is refused by browsers or by the network; then its composer opens empty.
LONGEST_COMPOSER = 6000


@dataclass(frozen=True, kw_only=True)
class Place:
    """One network. `composer` opens its own composer; with `{text}` in it the words stand there already.

    `hosts` are those a profile or a link to a post may stand on, with everything below them. `profile` is an example.
    """

    name: str
    limits: Limits
    hosts: tuple[str, ...]
    composer: str
    profile: str

    @property
    def prefills(self) -> bool:
        """Whether its composer can be opened with the words in it."""
        return "{text}" in self.composer

    def composer_with(self, text: str) -> str:
        """The address of the network's own composer, with the words where it takes them."""
        filled = self.composer.replace("{text}", quote(text, safe=""))
        return filled if len(filled) <= LONGEST_COMPOSER else self.composer.replace("{text}", "")

    def link(self, typed: str) -> str:
        """The typed address as one on this network, https added where it was left out. Raises ValueError for any other."""
        address = typed.strip()
        if "://" not in address:
            address = f"https://{address}"
        parts = urlsplit(address)
        if (
            parts.scheme != "https"
            or not self._is_host(parts.hostname or "")
            or parts.username is not None
            or parts.port not in {None, 443}
            or len(parts.path) < 2
            or len(address) > LONGEST_LINK
            or not address.isprintable()
            or " " in address
        ):
            raise ValueError(f"not an address on {self.name}")
        return address

    def _is_host(self, host: str) -> bool:
        return any(host == ours or host.endswith(f".{ours}") for ours in self.hosts)


# A person counts and paces themselves: nobody is called here.
_BY_HAND = Limits(length=3000, count="characters", pictures=10, alt=1000, film=600, pace=None)

PLACES: Mapping[str, Place] = {
    "share-linkedin": Place(
        name="LinkedIn",
        limits=replace(_BY_HAND, pictures=20),
        hosts=("linkedin.com", "lnkd.in"),
        composer="https://www.linkedin.com/feed/?shareActive=true&text={text}",
        profile="linkedin.com/in/your-name",
    ),
    "share-x": Place(
        name="X",
        limits=replace(_BY_HAND, length=280, count="x", pictures=4, parts=25, film=140),
        hosts=("x.com", "twitter.com"),
        composer="https://x.com/intent/post?text={text}",
        profile="x.com/your_name",
    ),
    "share-instagram": Place(
        name="Instagram",
        limits=replace(_BY_HAND, length=2200, pictures=20, alt=100, film=180),
        hosts=("instagram.com",),
        composer="https://www.instagram.com/",
        profile="instagram.com/your_name",
    ),
    "share-facebook": Place(
        name="Facebook",
        limits=replace(_BY_HAND, length=60_000),
        hosts=("facebook.com", "fb.com", "fb.watch"),
        composer="https://www.facebook.com/",
        profile="facebook.com/your.name",
    ),
    "share-whatsapp": Place(
        name="WhatsApp",
        limits=replace(_BY_HAND, length=4096, film=180),
        hosts=("whatsapp.com", "wa.me"),
        composer="https://wa.me/?text={text}",
        profile="wa.me/4915112345678",
    ),
    "share-threads": Place(
        name="Threads",
        limits=replace(_BY_HAND, length=500, pictures=20, parts=25, film=300),
        hosts=("threads.com", "threads.net"),
        composer="https://www.threads.com/intent/post?text={text}",
        profile="threads.com/@your_name",
    ),
    "share-xing": Place(
        name="XING",
        limits=replace(_BY_HAND, pictures=1, film=0),
        hosts=("xing.com",),
        composer="https://www.xing.com/",
        profile="xing.com/profile/Your_Name",
    ),
    "share-tiktok": Place(
        name="TikTok",
        limits=replace(_BY_HAND, length=2200, pictures=35, film=600),
        hosts=("tiktok.com",),
        composer="https://www.tiktok.com/upload",
        profile="tiktok.com/@your_name",
    ),
}
