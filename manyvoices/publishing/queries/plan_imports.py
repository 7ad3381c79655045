"""Plans from files: what they are compared with, and how far they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.publishing.conflicts import CLOSE
from manyvoices.publishing.importing.judging import Known, Plannable
from manyvoices.publishing.models import Delivery, Origin, PlanImport, PlanLine, Post, Variant, Verb
from manyvoices.publishing.queries.planning import GONE, releasable_voices
from manyvoices.voices.models import Channel, ChannelState
from manyvoices.voices.queries import speakable_voices

SAID_LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Progress:
    """How many lines there are, are wrong, have a warning, and became a post."""

    total: int
    wrong: int
    warned: int
    written: int

    @property
    def good(self) -> int:
        """Lines that become a post."""
        return self.total - self.wrong


def known(person: Person, zone: str) -> Known:
    """What the lines of this person's plan are compared with, in about eight queries."""
    active = Channel.objects.filter(state=ChannelState.ACTIVE).order_by("id")
    may = releasable_voices(person)
    voices = speakable_voices(person).prefetch_related(Prefetch("channels", active))
    return Known(
        {voice.handle: Plannable(voice, list(voice.channels.all()), voice.pk in may) for voice in voices},
        zone,
        clock.now(),
    )


def said_lately(voices: Collection[int]) -> set[tuple[int, str]]:
    """Voice and text of what waits or was published within three months, and was not taken back."""
    since = clock.now() - SAID_LATELY
    posts = Post.objects.filter(voice__in=voices, released_at__isnull=False, removed_at=None)
    posts = posts.filter(Q(published_at=None) | Q(published_at__gte=since)).exclude(origin=Origin.ANSWER)
    return set(Variant.objects.filter(post__in=posts.values("pk")).values_list("post__voice", "text"))


def taken_moments(channels: Collection[int], first: datetime, last: datetime) -> list[tuple[datetime, int]]:
    """When which of these channels speaks already, from half an hour before `first` to half an hour after `last`."""
    rows = Delivery.objects.filter(channel__in=channels, verb=Verb.PUBLISH).exclude(state__in=GONE)
    within = rows.filter(
        post__scheduled_at__gt=first - CLOSE, post__scheduled_at__lt=last + CLOSE, post__removed_at=None
    )
    found = within.values_list("post__scheduled_at", "channel").distinct()
    return [(at, channel) for at, channel in found if at is not None]


def plans_of(person: Person) -> "QuerySet[PlanImport]":
    """The plans this person brought, newest first, with how many lines each has and how many are written."""
    counted = PlanImport.objects.filter(made_by=person).annotate(
        lines_total=Count("lines"), lines_written=Count("lines", filter=Q(lines__post__isnull=False))
    )
    return counted.order_by("-made_at", "-id")


def plan_of(person: Person, pk: int) -> PlanImport:
    """One of `plans_of`. Raises NotThere."""
    found = plans_of(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def lines_of(plan: PlanImport, show: str = "") -> "QuerySet[PlanLine]":
    """Its lines in the order of the file; `show` "wrong", "warned" or "good" narrows them."""
    rows = PlanLine.objects.filter(plan=plan).select_related("post").order_by("number")
    if show == "wrong":
        return rows.exclude(problem="")
    if show == "warned":
        return rows.filter(problem="").exclude(warning="")
    return rows.filter(problem="") if show == "good" else rows


def progress_of(plan: PlanImport) -> Progress:
    """How far it is, in one query."""
    rows = PlanLine.objects.filter(plan=plan)
    found = rows.aggregate(
        total=Count("pk"),
        wrong=Count("pk", filter=~Q(problem="")),
        warned=Count("pk", filter=Q(problem="") & ~Q(warning="")),
        written=Count("pk", filter=Q(post__isnull=False)),
    )
    return Progress(**found)


def next_lines(plan: PlanImport, most: int) -> Sequence[PlanLine]:
    """The next lines to write."""
    return list(PlanLine.objects.filter(plan=plan, problem="", written_at=None).order_by("number")[:most])
