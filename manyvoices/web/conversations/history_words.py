"""The lines of a conversation's history, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.models import Event, Kind, Label, Outcome, Urgency
from manyvoices.people.models import Person, Topic, Unit

# What the messages and remarks on the page say already.
SAID_ELSEWHERE = frozenset({"answered", "answer_sent", "commented", "answer_changed"})

BACK: dict[str, Promise] = {
    "wrote": gettext_lazy("It came back: they wrote."),
    "late": gettext_lazy("It came back: the answer is late."),
    "due_soon": gettext_lazy("It came back: the answer is due soon."),
    "snooze_over": gettext_lazy("It came back: its time had come."),
    "answer_failed": gettext_lazy("It came back: the answer could not be sent."),
    "answer_unknown": gettext_lazy("It came back: nobody knows whether the answer arrived."),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in the lines stand for."""

    people: Mapping[int, str]
    units: Mapping[int, str]
    labels: Mapping[int, str]
    topics: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What happened and when, and the reason that somebody gave."""

    pk: int
    at: datetime
    sentence: str
    because: str = ""


def history_lines(events: Iterable[Event]) -> list[Line]:
    """The lines in their order, without what the messages say themselves. Four queries, however many there are."""
    told = [event for event in events if event.verb not in SAID_ELSEWHERE]
    names = _names(told)
    return [_line(event, names) for event in told]


def _names(events: list[Event]) -> Names:
    people = _numbers(events, "to", "who")
    units, labels, topics = (_numbers(events, "unit"), _numbers(events, "label"), _topics(events))
    return Names(
        dict(Person.objects.filter(pk__in=people).values_list("pk", "name")),
        dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")),
        dict(Label.objects.filter(pk__in=labels).values_list("pk", "name")),
        dict(Topic.objects.filter(pk__in=topics).values_list("pk", "name")),
    )


def _numbers(events: Iterable[Event], *keys: str) -> set[int]:
    return {number for event in events for key in keys if (number := _number(event.said.get(key)))}


def _topics(events: Iterable[Event]) -> set[int]:
    asked = [event for event in events if event.said.get("question") == "topic"]
    return _numbers(asked, "said") | _numbers(events, "topic")


def _number(value: object) -> int:
    said = str(value or "")
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def _line(event: Event, names: Names) -> Line:
    said = {key: str(value) for key, value in event.said.items() if value is not None}
    by = event.by.name if event.by else ""
    given = {
        "by": by,
        "to": names.people.get(_number(said.get("to")), ""),
        "who": names.people.get(_number(said.get("who")), ""),
        "unit": names.units.get(_number(said.get("unit")), ""),
        "label": names.labels.get(_number(said.get("label")), ""),
        "until": _moment(said.get("until", "")),
        "what": _what(said, names),
    }
    because = said.get("because", "") if event.verb in {"assigned", "released"} and by else ""
    return Line(event.pk, event.at, _sentence(event.verb, said, given) % given, because)


def _sentence(verb: str, said: Mapping[str, str], given: Mapping[str, str]) -> str:
    if verb == "assigned":
        return _assigned(given)
    if verb == "snoozed" and given["until"]:
        return _("%(by)s put it aside until %(until)s.")
    if not given["by"] and verb in _BY_ITSELF:
        because = BACK.get(said.get("because", "")) if verb == "woken" else None
        return str(because or _BY_ITSELF[verb])
    return str(_SENTENCES.get(verb, gettext_lazy("Something was changed.")))


def _assigned(given: Mapping[str, str]) -> str:
    if given["to"]:
        return _("%(by)s gave it to %(to)s.") if given["by"] else _("Given to %(to)s.")
    return (
        _("%(by)s put it into the queue of %(unit)s.")
        if given["by"]
        else _("It waits in the queue of %(unit)s.")
    )


def _moment(said: str) -> str:
    at = parse_datetime(said) if said else None
    return (
        date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") if at and timezone.is_aware(at) else ""
    )


def _what(said: Mapping[str, str], names: Names) -> str:
    """What a correction, an outcome or the sorting says."""
    word = said.get("outcome") or said.get("said") or said.get("kind") or said.get("kept_as") or ""
    if said.get("question") == "topic":
        return names.topics.get(_number(word), _("no topic"))
    for choices in (Outcome, Kind, Urgency):
        labels: dict[str, str | Promise] = dict(choices.choices)
        if word in labels:
            return str(labels[word])
    return {"idea": _("idea"), "contribution": _("contribution")}.get(word, "")


_SENTENCES: dict[str, Promise] = {
    "sorted": gettext_lazy("Sorted by itself: %(what)s."),
    "corrected": gettext_lazy("%(by)s corrected it: %(what)s."),
    "taken": gettext_lazy("%(by)s took it."),
    "released": gettext_lazy("%(by)s put it back into the queue."),
    "escalated": gettext_lazy("Nobody took it yet: %(unit)s sees it too."),
    "snoozed": gettext_lazy("%(by)s put it aside until they write."),
    "woken": gettext_lazy("%(by)s brought it back."),
    "waits": gettext_lazy("%(by)s says it is their turn."),
    "closed": gettext_lazy("%(by)s says it is done: %(what)s."),
    "reopened": gettext_lazy("%(by)s opened it again."),
    "labelled": gettext_lazy("%(by)s labelled it “%(label)s”."),
    "unlabelled": gettext_lazy("%(by)s took “%(label)s” off."),
    "handed_over": gettext_lazy("%(by)s handed it over."),
    "kept": gettext_lazy("%(by)s kept it: %(what)s."),
    "not_kept": gettext_lazy("%(by)s does not keep it any more."),
    "merged": gettext_lazy("%(by)s put another conversation together with this one."),
    "merged_into": gettext_lazy("%(by)s made it part of another conversation."),
    "parted": gettext_lazy("%(by)s parted two conversations again."),
    "joined": gettext_lazy("Two threads turned out to be one and were joined."),
    "answer_came_back": gettext_lazy("The answer did not arrive and came back."),
    "cause_linked": gettext_lazy("%(by)s said what caused it."),
    "cause_unlinked": gettext_lazy("%(by)s said that it has another cause."),
    "answer_removed": gettext_lazy("%(by)s took an answer back."),
}
# What nobody did.
_BY_ITSELF: dict[str, Promise] = {
    "woken": gettext_lazy("It came back."),
    "reopened": gettext_lazy("Opened again: they wrote."),
    "released": gettext_lazy("Back in the queue: %(who)s is not here any more."),
    "closed": gettext_lazy("Done: %(what)s."),
    "rated": gettext_lazy("They said whether the answer helped."),
}
