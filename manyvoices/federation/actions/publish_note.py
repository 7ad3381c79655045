"""Say something on the native network: the note and its dispatches, in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Refused
from manyvoices.federation import indexing, recipients, uris
from manyvoices.federation.actions.dispatch_note import dispatch_note
from manyvoices.federation.actions.ensure_key import ensure_key
from manyvoices.federation.audience import fields_of
from manyvoices.federation.models import Audience, Note
from manyvoices.federation.naming import note_named
from manyvoices.networks.contract import Mentioned
from manyvoices.voices.addresses import page_url
from manyvoices.voices.models import Channel


def publish_note(
    *,
    channel: Channel,
    delivery_key: str,
    content: Mapping[str, Any],
    kind: str,
    world: str,
    parent_uri: str = "",
    page: str = "",
    audience: str = Audience.PUBLIC,
    mentions: Sequence[Mentioned] = (),
) -> Note:
    """The note published under `delivery_key`; the same key again returns the same note and makes nothing more.

    `content` is what `content.content` returns. `parent_uri` names the note that is answered; Refused when it is not
    there any more. `page` is where people read the note, if not at its usual address. Whom `mentions` names is told in
    any case, and of a direct note nobody else. Without a public address the note stands here and nothing is dispatched.
    """
    config: Config = settings.CONFIG
    if config.federates:
        ensure_key(voice=channel.voice)
    parent = _parent(parent_uri)
    pk = new_id()
    note = Note(
        id=pk,
        uri=uris.note(pk),
        url=page or f"{page_url(channel.voice)}/{pk}",
        voice=channel.voice,
        channel=channel,
        delivery_key=delivery_key,
        in_reply_to=parent,
        in_reply_to_uri=parent.uri if parent else "",
        world=world,
        kind=kind,
        published_at=clock.now(),
        **fields_of(audience, mentions),
        **content,
    )
    with transaction.atomic():
        # The constraint decides between two workers; whoever comes second finds the first one's note.
        Note.objects.bulk_create([note], ignore_conflicts=True)
        kept = Note.objects.get(delivery_key=delivery_key)
        if kept.pk == pk:
            indexing.index(note)
            inboxes = recipients.of_new(note)
            dispatch_note(note=note, word="Create", activity_id=uris.create(note.uri), inboxes=inboxes)
    return kept


def _parent(uri: str) -> Note | None:
    if not uri:
        return None
    found = Note.objects.select_related("actor").filter(note_named(uri), deleted_at=None).first()
    if found is None:
        raise Refused(_("The post that this answers is not there any more."))
    return found
