"""Web addresses in foreign texts: which are links at all, and whether a link says where it goes."""

import re
import unicodedata

from manyvoices.core.markup.text import JOINERS, without_tricks

LONGEST = 2048
# Stricter than RFC 3986 on purpose: browsers repair backslashes, tabs, one slash or none, percent signs and
# user names in front of a host, each time into something a reader did not expect.
ADDRESS = re.compile(
    r"https?://(?P<host>[\w\-]+(?:\.[\w\-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^\s\\<>\"`\x00-\x1f\x7f-\x9f]*)?",
    re.IGNORECASE,
)
NAMED_HOST = re.compile(r"(?<![\w\-])(?:[\w\-]++\.){1,10}[^\W\d_][\w\-]+|(?:\d{1,3}\.){3}\d{1,3}")
MENTION = re.compile(r"@?[\w.\-]+@(?P<host>[\w\-]+(?:\.[\w\-]+)+)")
DOTS = str.maketrans("\u3002\uff0e\uff61\u2024", "....")


def web_address(address: str) -> str | None:
    """Return the address if it is absolute, http or https, with a plain host; None if it is anything else."""
    bare = address.strip(" \t\n\r\f")
    if len(bare) > LONGEST or not ADDRESS.fullmatch(bare):
        return None
    return bare


def host_of(address: str) -> str:
    """Return the host a browser would ask, lower case, without port; "" if it is no web address."""
    match = ADDRESS.fullmatch(address)
    return _plain_host(match["host"]) if match else ""


def hidden_host(shown: str, address: str) -> str | None:
    """Return the real host if the words of a link name another one, or one that only looks like it (H8).

    `shown` is the visible text alone. None means that the link says where it goes, or names no place.
    CVE-2023-36462; letters of two scripts in one host are how look-alikes are made (UTS 39, 5.1).
    """
    host = host_of(address)
    words = _as_read(shown)
    named = {_without_www(match.group()) for match in NAMED_HOST.finditer(words)}
    if not named:
        return None
    if len(_scripts(host)) > 1:
        return host_for_reading(host)
    if named == {_without_www(host)} or _is_mention_of(words, host):
        return None
    return host_for_reading(host)


def host_for_reading(host: str) -> str:
    """Return the host in ASCII (punycode), so that no letter can pass for another."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("punycode").decode("ascii")


def _as_read(shown: str) -> str:
    """Return the words as an eye reads them: full-width letters plain, nothing invisible, small letters."""
    plain = unicodedata.normalize("NFKC", without_tricks(shown)).casefold().translate(DOTS)
    return plain.translate(dict.fromkeys(map(ord, JOINERS)))


def _plain_host(host: str) -> str:
    return unicodedata.normalize("NFKC", host).casefold().removesuffix(".")


def _without_www(host: str) -> str:
    return host.removeprefix("www.")


def _is_mention_of(words: str, host: str) -> bool:
    """Servers may answer for handles of the domain above them: @eve@a.example lives on social.a.example."""
    match = MENTION.fullmatch(words.strip())
    return match is not None and (host == match["host"] or host.endswith("." + match["host"]))


def _scripts(host: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in host if letter.isalpha()}
