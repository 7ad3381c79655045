"""Saved replies as a page lists them: one's own, and those of the units one answers in."""

from django.db.models import F, Q, QuerySet

from manyvoices.conversations.models import SavedReply
from manyvoices.conversations.permissions import ARRANGES, IN_INBOX
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, Unit
from manyvoices.people.rights import Rights


def saved_replies_seen(rights: Rights) -> QuerySet[SavedReply]:
    """What this person is offered somewhere, or may change; what is used most first. One's own before the units'."""
    units = rights.units_with(IN_INBOX | ARRANGES)
    above = {place for unit in units for place in rights.lineage(unit)}
    rows = SavedReply.objects.filter(Q(person=rights.person_id) | Q(unit__in=above), ended_at=None)
    return rows.select_related("unit", "made_by").order_by(
        F("person").asc(nulls_last=True), "-uses", "title", "id"
    )


def found_replies(rows: QuerySet[SavedReply], words: str = "", of: str = "") -> QuerySet[SavedReply]:
    """Those that hold all the words; `of` "mine", or the number of a unit."""
    for word in words.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    if of == "mine":
        return rows.filter(unit=None)
    return rows.filter(unit=int(of)) if of.isascii() and of.isdecimal() and len(of) < 19 else rows


def reply_seen(rights: Rights, reply_id: int) -> SavedReply:
    """One of those. Raises NotThere."""
    found = saved_replies_seen(rights).filter(pk=reply_id).first()
    if found is None:
        raise NotThere
    return found


def units_arranged(rights: Rights) -> QuerySet[Unit]:
    """The open units whose way of answering this person arranges."""
    return Unit.objects.filter(pk__in=rights.units_with(ARRANGES), closed_at=None).order_by("name", "id")


def example_of(person: Person, unit: Unit | None) -> dict[str, str]:
    """What stands in the places of a preview: an invented contact, the person's own name, the unit."""
    return {
        "contact": "Lena K.",
        "voice": person.name,
        "name": person.name,
        "unit": (unit or person.unit).name,
    }
