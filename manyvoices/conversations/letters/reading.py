"""From the bytes of a letter to what somebody said, whatever program or enemy wrote it (RFC 5322, 2045-2047, 3834). Pure."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from manyvoices.conversations.letters.automatic import is_automatic
from manyvoices.conversations.letters.folding import folded
from manyvoices.conversations.models import Visibility
from manyvoices.core.markup.plain import lines_from_html
from manyvoices.core.markup.text import usable
from manyvoices.networks.contract import Arrived, Author

MOST_PARTS = 100
# Nobody's words are read further.
LONGEST = 400_000
LONGEST_HEADER = 2000
MOST_REFERENCES = 50
_ID = re.compile(r"<([^<>\s]{1,500})>")
_ADDRESS = re.compile(r"[^\s@<>\"(),;:\\]{1,64}@[^\s@<>\"(),;:\\]{1,190}")


class BadLetter(Exception):
    """It cannot be read. `str()` says why."""


def read_letter(raw: bytes, now: datetime, ours: frozenset[str] = frozenset()) -> Arrived:
    """What the letter says. Its Message-ID is its name, else its digest. Raises BadLetter.

    `ours` are addresses of our own: what comes from there is our own letter come back. A letter that a machine sent wants
    nothing; files are named with their size and not opened.
    """
    try:
        letter = BytesParser(policy=compat32).parsebytes(raw)
        return _arrived(letter, raw, now, ours)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        # What the standard library raises for letters that were made to break it is an open set.
        raise BadLetter(f"{type(error).__name__}: {error}"[:300]) from None


def _arrived(letter: "Message[str, str]", raw: bytes, now: datetime, ours: frozenset[str]) -> Arrived:
    parts = _parts(letter)
    subject = _header(letter, "Subject")
    said, rest = folded(_words(parts))
    own = _own_id(letter, raw)
    author = _author(letter, own)
    before = [name for name in _ids(letter, "References")[:MOST_REFERENCES] if name != own]
    answers = _ids(letter, "In-Reply-To") or before[-1:]
    return Arrived(
        remote_id=own,
        author=author,
        text=said or subject,
        said_at=_date(letter) or now,
        visibility=Visibility.DIRECT.value,
        in_reply_to=answers[0] if answers else "",
        references=tuple(before),
        subject=subject,
        folded=rest,
        attachments=tuple(_attached(parts)),
        wants_nothing=is_automatic(letter) or author.remote_id in ours,
    )


def _parts(letter: "Message[str, str]") -> "list[Message[str, str]]":
    found: list[Message[str, str]] = []
    for part in letter.walk():
        if len(found) >= MOST_PARTS:
            break
        if not part.is_multipart():
            found.append(part)
    return found


def _words(parts: "list[Message[str, str]]") -> str:
    """The plain text, else what a reader of the HTML would see."""
    shown = [
        part for part in parts if part.get_content_disposition() != "attachment" and not _file_name(part)
    ]
    plain = [_decoded(part) for part in shown if part.get_content_type() == "text/plain"]
    text = "\n\n".join(one.strip() for one in plain if one.strip())
    if text:
        return text[:LONGEST]
    pages = [part for part in shown if part.get_content_type() == "text/html"]
    return "\n\n".join(lines_from_html(_decoded(page)) for page in pages[:3])[:LONGEST]


def _decoded(part: "Message[str, str]") -> str:
    """The text in the encoding it names, else in one that fits. No encoding is unknown for good."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "replace")
    for charset in (str(part.get_content_charset() or "utf-8"), "utf-8"):
        try:
            return usable(data[: 4 * LONGEST].decode(charset))
        except (LookupError, ValueError):
            continue
    return usable(data[: 4 * LONGEST].decode("windows-1252", "replace"))


def _attached(parts: "list[Message[str, str]]") -> Iterator[Mapping[str, str]]:
    for part in parts:
        name = _file_name(part)
        if not name and part.get_content_disposition() != "attachment":
            continue
        payload = part.get_payload(decode=True)
        size = len(payload) if isinstance(payload, bytes) else 0
        yield {"name": f"{name or '?'} ({_in_words(size)})", "mediaType": part.get_content_type()}


def _in_words(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def _file_name(part: "Message[str, str]") -> str:
    return _plain(str(part.get_filename() or ""))[:200]


def _author(letter: "Message[str, str]", own: str) -> Author:
    """Whom an answer goes to; whoever names no address is somebody of their own."""
    for header in ("Reply-To", "From", "Sender"):
        for name, address in getaddresses([_raw(letter, header)])[:5]:
            if _ADDRESS.fullmatch(address):
                shown = _plain(name) or _plain(next(iter(getaddresses([_raw(letter, "From")])), ("", ""))[0])
                return Author(remote_id=address.lower(), address=address, name=shown)
    return Author(remote_id=f"nobody:{own}", name=_header(letter, "From"))


def _own_id(letter: "Message[str, str]", raw: bytes) -> str:
    found = _ids(letter, "Message-ID")
    return found[0] if found else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _ids(letter: "Message[str, str]", header: str) -> list[str]:
    return list(dict.fromkeys(usable(name) for name in _ID.findall(_raw(letter, header, 20_000))))


def _date(letter: "Message[str, str]") -> datetime | None:
    try:
        found = parsedate_to_datetime(_raw(letter, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _header(letter: "Message[str, str]", name: str) -> str:
    return _plain(_raw(letter, name))


def _raw(letter: "Message[str, str]", name: str, longest: int = LONGEST_HEADER) -> str:
    """The header as it came, on one line."""
    return " ".join(str(letter.get(name, "")).split())[:longest]


def _plain(text: str) -> str:
    """A header's encoded words as letters."""
    with suppress(ValueError, LookupError):
        text = str(make_header(decode_header(text)))
    return " ".join(usable(text).split())
