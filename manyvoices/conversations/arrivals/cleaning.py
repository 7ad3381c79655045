"""What strangers say, made fit for our tables and for the eyes of who answers. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from manyvoices.conversations.models import Visibility
from manyvoices.conversations.models.message import LONGEST
from manyvoices.core.markup.addresses import web_address
from manyvoices.core.markup.sanitise import plain_name
from manyvoices.core.markup.text import BIDI_OVERRIDES, tidy, usable
from manyvoices.networks.contract import Arrived, Author

LONGEST_ID = 500
LONGEST_URL = 500
MOST_ATTACHED = 16
MOST_REFERENCES = 20
LONGEST_SUBJECT = 200
# Nobody's text is read further than this, however long it is.
READ_TO = 4 * LONGEST
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """Something said, clean. `is_cut`: it was longer than what is kept."""

    arrived: Arrived
    is_cut: bool

    @property
    def id(self) -> str:
        """What its network calls it."""
        return self.arrived.remote_id


def cleaned(arrived: Arrived, now: datetime) -> Said | None:
    """The same without what a database, a page or an eye cannot take; None where nobody could name it or its author."""
    remote_id, author = id_of(arrived.remote_id), _author(arrived.author)
    if not remote_id or not author.remote_id:
        return None
    text, is_cut = _text(arrived.text)
    said_at = _moment(arrived.said_at, now) or now
    edited_at = _moment(arrived.edited_at, now) if arrived.edited_at else None
    return Said(
        replace(
            arrived,
            remote_id=remote_id,
            author=author,
            text=text,
            said_at=said_at,
            language=_language(arrived.language),
            content_warning=_text(arrived.content_warning)[0][:LONGEST_URL],
            visibility=_visibility(arrived.visibility),
            edited_at=edited_at,
            in_reply_to=id_of(arrived.in_reply_to),
            url=_url(arrived.url),
            attachments=_attachments(arrived.attachments),
            references=_references(arrived.references),
            subject=plain_name(arrived.subject[:READ_TO], LONGEST_SUBJECT),
            folded=_text(arrived.folded)[0],
        ),
        is_cut,
    )


def id_of(name: str) -> str:
    """A network's name for something, as we keep it: the same always gives the same, and two never the same one."""
    plain = usable(name).strip()
    if len(plain) <= LONGEST_ID:
        return plain
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return f"{plain[: LONGEST_ID - len(digest) - 1]}#{digest}"


def _author(author: Author) -> Author:
    return Author(
        remote_id=id_of(author.remote_id),
        address=plain_name(author.address[:READ_TO], 300),
        name=plain_name(author.name[:READ_TO], 200),
        url=_url(author.url),
    )


def _text(text: str) -> tuple[str, bool]:
    plain = BIDI_OVERRIDES.sub("", tidy(text[:READ_TO], READ_TO))
    return plain[:LONGEST].rstrip(), len(plain) > LONGEST or len(text) > READ_TO


def _moment(moment: datetime | None, now: datetime) -> datetime | None:
    """Nobody spoke in the future, nor before there were networks; a time without a zone says nothing."""
    if moment is None or moment.tzinfo is None or moment < EARLIEST:
        return None
    return min(moment, now)


def _language(language: str) -> str:
    return language if len(language) <= 10 and language.isascii() and language.isprintable() else ""


def _visibility(visibility: str) -> str:
    """What we do not know is shown to as few as possible."""
    return visibility if visibility in Visibility.values else Visibility.DIRECT.value


def _url(url: str) -> str:
    return url if len(url) <= LONGEST_URL and web_address(url) and usable(url) == url else ""


def _references(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first, which began it all, and the newest."""
    kept = [id_of(name) for name in names[:1] + names[1:][-MOST_REFERENCES:]]
    return tuple(dict.fromkeys(name for name in kept if name))


def _attachments(attachments: tuple[Mapping[str, Any], ...]) -> tuple[dict[str, str], ...]:
    found = []
    for one in attachments[:MOST_ATTACHED]:
        url = _url(str(one.get("url") or ""))
        named = {name: plain_name(str(one.get(name) or ""), 300) for name in ("mediaType", "name")}
        # What came along with a letter has a name and no address.
        if url or (named["name"] and "url" not in one):
            found.append({"url": url, **named})
    return tuple(found)
