"""What is planned: the calendar, what crowds a channel, which voices somebody plans for."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from manyvoices.people.models import Person, Right, RoleName
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights
from manyvoices.publishing.conflicts import CLOSE
from manyvoices.publishing.models import Attachment, Delivery, Origin, Post, Repeat, State, Variant, Verb
from manyvoices.publishing.permissions import MAY_WITHDRAW
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import open_speaking_rows
from manyvoices.voices.queries import speakable_voices

GONE = [State.CANCELLED, State.FAILED]
OPENING = 200  # letters of a post that a calendar reads


def voices_planned_for(person: Person, held: Rights | None = None) -> "QuerySet[Voice]":
    """The voices whose plan somebody sees: those they speak as, resting or not, and the shared ones of units they lead.

    `held` are their rights, where a page has loaded them already.
    """
    spoken = open_speaking_rows().filter(person=person).values("voice")
    led = (held or rights(person)).units_with(frozenset(role.value for role in MAY_WITHDRAW))
    seen = Q(person=person) | Q(person=None) & (Q(pk__in=spoken) | Q(unit_id__in=led))
    return Voice.objects.filter(seen, closed_at=None)


def releasable_voices(person: Person, held: Rights | None = None) -> set[int]:
    """Ids of the voices as which this person may publish unreviewed; as `may_release`, for all of them at once."""
    held = held or rights(person)
    shared = set(open_speaking_rows().filter(person=person, may_publish=True).values_list("voice", flat=True))
    return {
        voice.pk
        for voice in speakable_voices(person)
        if (voice.person_id == person.pk or voice.pk in shared)
        and (held.has_role(RoleName.EDITOR, voice.unit_id) or held.has_right(Right.PUBLISH, voice.unit_id))
    }


def calendar_posts(voices: "QuerySet[Voice]", start: datetime, end: datetime) -> "QuerySet[Post]":
    """Planned and published posts, no answers, from `start` until before `end`, in two queries: with voice, channels and
    `opening` words.
    """
    there = Q(published_at__gte=start, published_at__lt=end)
    waits = Q(published_at=None, scheduled_at__gte=start, scheduled_at__lt=end)
    own = Post.objects.filter(there | waits, discarded_at=None, removed_at=None, released_at__isnull=False)
    return opened(own.filter(voice__in=voices.values("pk")).exclude(origin=Origin.ANSWER))


def wished_drafts(person: Person, first: date, last: date) -> "QuerySet[Post]":
    """Own drafts that wish for a day from `first` to `last`, as `calendar_posts` brings posts."""
    wished = Post.objects.filter(
        prepared_by=person,
        released_at=None,
        discarded_at=None,
        removed_at=None,
        planned_day__gte=first,
        planned_day__lte=last,
    )
    return opened(wished)


def running_repeats(voices: "QuerySet[Voice]") -> "QuerySet[Repeat]":
    """The repeats of these voices that still come, with pattern, voice and channels."""
    mine = Repeat.objects.filter(pattern__voice__in=voices.values("pk"))
    running = mine.filter(stopped_at=None, next_at__isnull=False)
    words = Prefetch("pattern", opened(Post.objects.all()).prefetch_related("channels"))
    return running.prefetch_related(words).order_by("next_at")


def crowding(channels: Collection[int], at: datetime, *, besides: int | None = None) -> "QuerySet[Post]":
    """Posts that leave or left on one of these channels less than 30 minutes from `at`, the first first."""
    there = Q(published_at__gt=at - CLOSE, published_at__lt=at + CLOSE)
    waits = Q(published_at=None, scheduled_at__gt=at - CLOSE, scheduled_at__lt=at + CLOSE)
    on_one = Delivery.objects.filter(post=OuterRef("pk"), channel__in=channels, verb=Verb.PUBLISH)
    close = Post.objects.filter(there | waits, Exists(on_one.exclude(state__in=GONE)), removed_at=None)
    close = close.exclude(origin=Origin.ANSWER)
    others = close.exclude(pk=besides) if besides else close
    return opened(others.order_by("scheduled_at", "published_at", "id"))


def planned_in_full(voices: "QuerySet[Voice]", start: datetime, end: datetime) -> "QuerySet[Post]":
    """Like `calendar_posts`, with all words, in the order of time."""
    return (
        calendar_posts(voices, start, end)
        .prefetch_related("variants")
        .order_by("scheduled_at", "published_at", "id")
    )


def opened(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    """With voice, publications by channel, and the first words as `opening`, `warning` and `pictured`; two queries."""
    newest = Variant.objects.filter(post=OuterRef("pk")).order_by(
        F("channel").asc(nulls_first=True), "-version"
    )
    words = newest.annotate(first=Substr("text", 1, OPENING)).values("first")[:1]
    warning = newest.values("content_warning")[:1]
    rows = Delivery.objects.filter(verb=Verb.PUBLISH).select_related("channel").order_by("id")
    return (
        posts.select_related("voice__picture")
        .defer("voice__bio")
        .annotate(
            opening=Subquery(words),
            warning=Subquery(warning),
            pictured=Exists(Attachment.objects.filter(post=OuterRef("pk"))),
        )
        .prefetch_related(Prefetch("deliveries", rows.defer("text", "prepared")))
    )
