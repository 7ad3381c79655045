"""Followers' servers are told of a changed profile: theirs shows what they fetched when the follow began."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.federation import recipients
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.actors import presented
from manyvoices.federation.models import Dispatch, Follower
from manyvoices.federation.rendering.presenting import update_actor
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice

AT_ONCE = 10
# Somebody who edits a profile saves it several times; the others need to hear of the last.
SETTLES = timedelta(seconds=10)
# A change that nobody was told of for so long is told with the next one.
_OLD = timedelta(days=7)


def announce_profiles() -> None:
    """A chore: an Update of each actor whose profile changed since its followers heard of it, at most ten a turn.

    Voices live below and know nothing of followers, so `changed_at` is looked at. A second look finds nothing more.
    """
    config: Config = settings.CONFIG
    if config.federates:
        for voice in _changed()[:AT_ONCE]:
            with transaction.atomic():
                _announce(voice)


def _changed() -> "QuerySet[Voice]":
    now = clock.now()
    told = Dispatch.objects.filter(voice=OuterRef("pk"), type="Update", note=None)
    told = told.filter(made_at__gte=OuterRef("changed_at"))
    followed = Follower.objects.filter(voice=OuterRef("pk"), ended_at=None)
    settled = presented().filter(closed_at=None, changed_at__range=(now - _OLD, now - SETTLES))
    return settled.filter(Exists(followed), ~Exists(told)).order_by(
        "?"
    )  # or ten that reach nobody would keep all others waiting


def _announce(voice: Voice) -> None:
    dispatch_activity(
        voice=voice,
        activity=update_actor(voice),
        inboxes=recipients.of_followers(voice),
        object_key=actor_uri(voice),
    )
