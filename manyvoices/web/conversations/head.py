"""The top of the page: what it is, by when, who has it and why, and what can be pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Conversation, Direction, Kind, Label, Message, Outcome, Standing
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.queries.conversation import Shown
from manyvoices.conversations.snoozing_rows import UNTIL_THEY_WRITE
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, Topic
from manyvoices.people.queries import rights
from manyvoices.web.conversations.audience_words import WRITTEN
from manyvoices.web.conversations.history_words import BACK
from manyvoices.web.conversations.promise_words import promise_words
from manyvoices.web.conversations.reason_words import language_name, reasons, who_has_it
from manyvoices.web.conversations.resting import LATER, MomentForm

# The letter that presses each kind.
KIND_KEYS = {Kind.COMPLAINT: "c", Kind.QUESTION: "q", Kind.PRAISE: "p", Kind.IDEA: "i", Kind.SPAM: "#"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A kind to press; `key` is empty where it has no letter."""

    value: str
    label: str
    key: str
    is_it: bool


def head(person: Person, shown: Shown) -> dict[str, Any]:
    """Everything the templates of the top show. Five queries."""
    one, given = shown.conversation, shown.assignment
    is_closed, ours = one.standing == Standing.CLOSED, not one.owner_id
    takes = ours and not is_closed and _answers(person, one)
    return {
        "promise": promise_words(shown.promise) if not is_closed else None,
        "who": who_has_it(one, given),
        "reasons": reasons(one, given.reasons) if given is not None and one.assigned_to_id else [],
        "kinds": [Chip(kind, str(kind.label), KIND_KEYS.get(kind, ""), kind == one.kind) for kind in Kind],
        "sorted_by": _words_that_spoke(shown.messages),
        "topics": list(Topic.objects.filter(closed_at=None).order_by("name")) if ours else [],
        "written": WRITTEN[_visibility(shown.messages)],
        "language": language_name(one.language) if one.language else "",
        "on_top": on_top_words(one.on_top_because),
        "snoozed": snoozed_words(one),
        "may": {
            "take": takes and one.assigned_to_id is None,
            "take_over": takes and one.assigned_to_id not in {None, person.pk},
            "give": ours and not is_closed,
            "release": ours and not is_closed and one.assigned_to_id is not None,
            "later": not is_closed and one.snoozed_until is None,
            "wait": one.standing == Standing.OPEN,
            "reopen": one.standing != Standing.OPEN,
            "close": not is_closed,
            "hand_over": one.owner_id == person.pk,
            "sort": ours,
            "merge": not is_closed,
        },
        "later": [(name, label) for name, (label, _at) in LATER.items()],
        "moment_form": MomentForm(),
        "outcomes": Outcome.choices,
        "labels_offered": _labels(person, shown) if ours else [],
        "merged": list(Conversation.objects.filter(merged_into=one).select_related("contact")[:20]),
    }


def on_top_words(because: str) -> str:
    """Why it stands on top, in the reader's language; the row keeps the word or the sentence in English."""
    return str(BACK.get(because) or (_(because) if because else ""))


def snoozed_words(one: Conversation) -> str:
    """Until when it is put aside; empty where it is not."""
    if one.snoozed_until is None:
        return ""
    if one.snoozed_until >= UNTIL_THEY_WRITE:
        return _("Put aside until they write.")
    when = date_format(timezone.localtime(one.snoozed_until), "SHORT_DATETIME_FORMAT")
    return _("Put aside until %(when)s, or until they write.") % {"when": when}


def _answers(person: Person, one: Conversation) -> bool:
    try:
        may_answer(person, one)
    except Refused:
        return False
    return True


def _labels(person: Person, shown: Shown) -> list[Label]:
    """Labels of the unit and those above it that it does not carry yet."""
    one = shown.conversation
    places = list(rights(person).lineage(one.unit_id))
    carried = [row.label_id for row in shown.labels]
    return list(Label.objects.filter(unit__in=places, ended_at=None).exclude(pk__in=carried).order_by("name"))


def _newest(messages: Sequence[Message]) -> Message | None:
    return next((one for one in reversed(messages) if one.direction == Direction.IN), None)


def _visibility(messages: Sequence[Message]) -> str:
    newest = _newest(messages)
    return newest.visibility if newest else "direct"


def _words_that_spoke(messages: Sequence[Message]) -> list[str]:
    """The words for which the newest message was sorted as it was."""
    newest = _newest(messages)
    triage = getattr(newest, "triage", None)
    return (
        list(dict.fromkeys([*triage.kind_words, *triage.urgency_words, *triage.topic_words]))
        if triage
        else []
    )
