"""A line of a file becomes a message, or the sentence that says why it cannot. Pure."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from manyvoices.conversations.arrivals.cleaning import cleaned
from manyvoices.conversations.models import Visibility
from manyvoices.core.markup.addresses import web_address
from manyvoices.networks.contract import Arrived, Author

LONGEST_ID = 300


class BadLine(Exception):
    """What is wrong with the line, for whoever brought the file."""


def read_line(
    values: Mapping[str, str], columns: Mapping[str, str], *, unit: int, zone: ZoneInfo, now: datetime
) -> Arrived:
    """The message of a line. Known by its id where the file has one, else by what it says, who and when. Raises BadLine.

    `unit` keeps the ids of two units apart; times without a zone are on the clock of `zone`.
    """
    said = {part: values.get(column, "").strip() for part, column in columns.items()}
    if not said.get("text"):
        raise BadLine(_("There is no text."))
    at = _moment(said.get("said_at", ""), zone, now)
    name, author = said.get("name", ""), said.get("author", "") or said.get("name", "")
    own = _named(said.get("id", ""))
    told = "\n".join([author, said.get("said_at", ""), said["text"]])
    key = own or hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    arrived = Arrived(
        remote_id=f"{unit}:{key}",
        # Nobody is named: whoever wrote this line is somebody of their own.
        author=Author(remote_id=f"{unit}:{_named(author) or f'of {key}'}", address=author, name=name),
        text=said["text"],
        said_at=at or now,
        in_reply_to=f"{unit}:{_named(said['in_reply_to'])}" if said.get("in_reply_to") else "",
        url=_address(said.get("url", "")),
        subject=said.get("subject", ""),
        language=said.get("language", ""),
        visibility=Visibility.DIRECT.value,
    )
    if cleaned(arrived, now) is None:
        raise BadLine(_("The id holds nothing but characters that cannot be kept."))
    return arrived


def _named(name: str) -> str:
    if len(name) > LONGEST_ID:
        raise BadLine(_("An id has at most 300 characters."))
    return name


def _address(url: str) -> str:
    if url and not web_address(url):
        raise BadLine(_("The link is no http or https address."))
    return url


def _moment(said: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    if not said:
        return None
    try:
        found = datetime.fromtimestamp(float(said), UTC) if _is_number(said) else datetime.fromisoformat(said)
    except (ValueError, OverflowError, OSError):
        raise BadLine(
            _("“%(said)s” is no time. Write it like 2026-11-22 17:05 or 2026-11-22T17:05:00Z.")
            % {"said": said[:40]}
        ) from None
    found = found if found.tzinfo else found.replace(tzinfo=zone)
    if found > now:
        raise BadLine(_("The time lies in the future."))
    return found


def _is_number(said: str) -> bool:
    return said.isascii() and said.replace(".", "", 1).isdigit() and len(said) >= 9
