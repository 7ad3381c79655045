"""Whom we tell: inbox -> its host, one shared inbox for all followers on a server, nobody who is blocked."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from manyvoices.config import Config
from manyvoices.federation.audience import audience_of, named_ids
from manyvoices.federation.blocks import without_blocked
from manyvoices.federation.models import Audience, Dispatch, Follower, Note, Reaction, RemoteActor
from manyvoices.federation.origins import BadUri, host_of
from manyvoices.federation.rendering.tags import mentioned
from manyvoices.voices.models import Voice

Inboxes = dict[str, str]


def of_new(note: Note) -> Inboxes:
    """For a Create: whom the note names; unless it is direct the followers, if it is public also who is answered and
    who is mentioned in its words.
    """
    named = Q(uri__in=named_ids(note))
    if audience_of(note) == Audience.DIRECT:
        return inboxes(note.voice, RemoteActor.objects.filter(named), shared=False)
    following = Follower.objects.filter(voice=note.voice, ended_at=None)
    wanted = Q(pk__in=following.values("actor")) | named
    if note.public:
        answered = note.in_reply_to.actor_id if note.in_reply_to else None
        wanted |= Q(pk=answered) | Q(uri__in=mentioned(note.html))
    return inboxes(note.voice, RemoteActor.objects.filter(wanted))


def of_followers(voice: Voice) -> Inboxes:
    """For what is said about the voice itself: its followers."""
    following = Follower.objects.filter(voice=voice, ended_at=None)
    return inboxes(voice, RemoteActor.objects.filter(pk__in=following.values("actor")))


def of_known(note: Note) -> Inboxes:
    """For an Update or a Delete: every inbox whose Create left or may yet leave, and the servers that reacted to it."""
    unfinished = Q(done_at=None, dead_at=None)
    told = Dispatch.objects.filter(unfinished | Q(sending_at__isnull=False), note=note, type="Create")
    reached = {row.inbox: row.domain for row in told.only("inbox", "domain")}
    if not note.public:
        return reached
    reacted = Reaction.objects.filter(note=note).values("actor")
    answered = Note.objects.filter(in_reply_to=note, actor__isnull=False).values("actor")
    found = RemoteActor.objects.filter(Q(pk__in=reacted) | Q(pk__in=answered))
    return reached | inboxes(note.voice, found)


def inboxes(voice: Voice | None, actors: "QuerySet[RemoteActor]", *, shared: bool = True) -> Inboxes:
    """The inboxes of `actors` that are still there and that `voice` has not blocked.

    A server's shared inbox is for what many read (ActivityPub 7.1.3): what is for one goes to their own.
    """
    found = without_blocked(actors.filter(gone_at=None), voice)
    # Each address once: ten thousand followers may live on a thousand servers.
    address = Coalesce(NullIf("shared_inbox", Value("")), "inbox") if shared else F("inbox")
    return _hosted(found.order_by().values_list(address, flat=True).distinct())


def _hosted(addresses: Iterable[str]) -> Inboxes:
    """An inbox at an address that does not count is no inbox."""
    config: Config = settings.CONFIG
    found = {}
    for address in addresses:
        try:
            found[address] = host_of(address, allow_loopback=config.allow_loopback_peers)
        except BadUri:
            continue
    return found
