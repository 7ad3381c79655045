"""Whom a word back reaches: each contact once, in the newest conversation of theirs that belongs to the cause."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.models import Cause, Conversation, Direction, Message, WordBack
from manyvoices.conversations.queries.visible import inbox_of
from manyvoices.people.models import Person
from manyvoices.voices.models import Channel, ChannelState

A_PAGE = 25
WHY_NOT = MappingProxyType(
    {
        "opted_out": _("They asked not to be written to unasked."),
        "deleted": _("They deleted what they wrote, or it was forgotten."),
        "no_channel": _("Our channel there is not connected any more."),
        "elsewhere": _("They are told in a newer conversation of theirs."),
    }
)


@dataclass(frozen=True, slots=True)
class Reached:
    """A conversation of the cause; `told` is the word back that reached its contact, `why_not` a key of WHY_NOT or ""."""

    conversation: Conversation
    told: int | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How many contacts were told, can be told now, and cannot; `unseen` belong to inboxes this person does not see."""

    told: int
    open: int
    closed: int
    unseen: int


def linked_to(cause: Cause) -> QuerySet[Conversation]:
    """The conversations of a cause, also those that were merged into another since; never a private one."""
    mine = Q(causes=cause) | Q(merged__causes=cause) | Q(merged__merged__causes=cause)
    found = Conversation.objects.filter(mine).values("pk")
    return Conversation.objects.filter(pk__in=found, owner=None, merged_into=None)


def to_reach(person: Person, cause: Cause, *, before: int | None = None) -> tuple[list[Reached], int | None]:
    """Those who can be told now, as this person sees them, the newest first; the number asks for the next page."""
    rows = _told_about(cause).filter(_in_view(person), why_not="", told=None)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: A_PAGE + 1])
    return [_reached(row) for row in found[:A_PAGE]], found[A_PAGE - 1].pk if len(found) > A_PAGE else None


def one_to_reach(cause: Cause, conversation_id: int) -> Reached | None:
    """The same of one conversation; None for one that does not belong to the cause."""
    row = _told_about(cause).filter(pk=conversation_id).first()
    return None if row is None else _reached(row)


def reach_of(person: Person, cause: Cause) -> Reach:
    """What the page says before anything is pressed. Contacts are counted, not conversations."""
    rows = _told_about(cause).exclude(why_not="elsewhere")
    seen = rows.filter(_in_view(person))
    told = rows.exclude(told=None).count()
    return Reach(
        told=told,
        open=seen.filter(told=None, why_not="").count(),
        closed=seen.filter(told=None).exclude(why_not="").count(),
        unseen=rows.filter(told=None).exclude(_in_view(person)).count(),
    )


def _in_view(person: Person) -> Q:
    return Q(pk__in=inbox_of(person).values("pk"))


def _told_about(cause: Cause) -> QuerySet[Any]:
    linked = linked_to(cause)
    told = WordBack.objects.filter(cause=cause, conversation__contact=OuterRef("contact")).values("pk")[:1]
    newer = linked.filter(contact=OuterRef("contact"), pk__gt=OuterRef("pk"))
    answerable = Message.objects.filter(
        conversation=OuterRef("pk"),
        direction=Direction.IN,
        deleted_at=None,
        remote_id__isnull=False,
        identity__isnull=False,
    )
    channel = Channel.objects.filter(
        network=OuterRef("network"), voice=OuterRef("voice"), state=ChannelState.ACTIVE
    )
    why_not = Case(
        When(Exists(newer), then=Value("elsewhere")),
        When(contact__opted_out_at__isnull=False, then=Value("opted_out")),
        When(~Exists(answerable) | Q(forgotten_at__isnull=False), then=Value("deleted")),
        When(~Exists(channel), then=Value("no_channel")),
        default=Value(""),
        output_field=CharField(),
    )
    rows = linked.annotate(told=Subquery(told), why_not=why_not)
    return rows.select_related("contact", "voice", "unit")


def _reached(row: Any) -> Reached:
    return Reached(row, row.told, row.why_not)
