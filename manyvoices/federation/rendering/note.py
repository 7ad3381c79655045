"""A note of ours as an AS2 Note or Article (Activity Vocabulary 3.3), and what is left of a deleted one."""

from typing import Any

from manyvoices.federation import uris
from manyvoices.federation.audience import audience_of
from manyvoices.federation.content import ARTICLE
from manyvoices.federation.models import Audience, Note
from manyvoices.federation.rendering.document import stamp, without_empty
from manyvoices.federation.rendering.media import media
from manyvoices.federation.rendering.tags import tags
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice


def note(row: Note) -> dict[str, Any]:
    """The Note or Article. `voice`, `in_reply_to` and its `actor` must be loaded.

    Refused (ValueError): a note of somebody else, whose words are not ours to pass on, and a deleted one.
    """
    voice = author(row)
    if row.deleted_at is not None:
        raise ValueError(f"Note {row.pk} is deleted; nothing but its tombstone may be shown.")
    tag = _tags(row)
    return without_empty(
        {
            "id": row.uri,
            "type": _type(row),
            "name": row.title,
            "attributedTo": actor_uri(voice),
            **audience(row, tag),
            "content": row.html,
            "contentMap": {row.language: row.html} if row.language else None,
            "summary": row.content_warning,
            "sensitive": bool(row.content_warning),
            "inReplyTo": row.in_reply_to_uri,
            "published": stamp(row.published_at),
            "updated": stamp(row.edited_at) if row.edited_at else None,
            "url": row.url,
            "image": media(row.cover) if row.cover else None,
            "attachment": [media(item) for item in row.attachments],
            "tag": tag,
        }
    )


def tombstone(row: Note) -> dict[str, Any]:
    """What is left of a deleted note: its id and when it went."""
    return without_empty(
        {
            "id": row.uri,
            "type": "Tombstone",
            "formerType": _type(row),
            "deleted": stamp(row.deleted_at) if row.deleted_at else None,
        }
    )


def audience(row: Note, tag: list[dict[str, Any]] | None = None) -> dict[str, list[str]]:
    """`to` and `cc`. There is no `bto` or `bcc`: we write to nobody in secret (ActivityPub 6)."""
    followers = uris.followers(author(row))
    named = [str(item["href"]) for item in (_tags(row) if tag is None else tag) if item["type"] == "Mention"]
    return {
        Audience.PUBLIC: {"to": [uris.PUBLIC], "cc": [followers, *named]},
        Audience.UNLISTED: {"to": [followers], "cc": [uris.PUBLIC, *named]},
        Audience.FOLLOWERS: {"to": [followers], "cc": named},
        Audience.DIRECT: {"to": named, "cc": []},
    }[audience_of(row)]


def author(row: Note) -> Voice:
    """The voice that said it. Refused (ValueError): a note of somebody else."""
    if row.voice is None:
        raise ValueError(f"Note {row.pk} is not ours.")
    return row.voice


def _tags(row: Note) -> list[dict[str, Any]]:
    """Mentions and hashtags; whoever is named or answered is mentioned too, or their server would not tell them.

    Of a direct note whom it names alone: a Mention would let others read it who merely stand in its words.
    """
    found, named = tags(row.html), {one["id"]: one["address"] for one in row.named}
    if audience_of(row) == Audience.DIRECT:
        found = [tag for tag in found if tag["type"] != "Mention" or tag.get("href") in named]
    elif row.in_reply_to and row.in_reply_to.actor:
        named = {row.in_reply_to.actor.uri: row.in_reply_to.actor.address} | named
    seen = {tag.get("href") for tag in found}
    lacking = [(href, name) for href, name in named.items() if href not in seen]
    return [*({"type": "Mention", "href": href, "name": name} for href, name in lacking), *found]


def _type(row: Note) -> str:
    return "Article" if row.form == ARTICLE else "Note"
