"""Imports of messages for their pages: how far, what would happen, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from manyvoices.conversations.models import MessageImport, MessageLine
from manyvoices.conversations.permissions import KEEPS_INTAKES
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person
from manyvoices.people.queries import rights

SHOW = ("", "wrong", "written")


@dataclass(frozen=True)
class Progress:
    """Lines of an import; `wrong` of them are left out, `to_write` become messages, `written` did."""

    total: int
    checked: int
    wrong: int
    written: int

    @property
    def to_write(self) -> int:
        """Lines that become messages, those that did included."""
        return self.total - self.wrong


def message_imports_in_view(person: Person) -> QuerySet[MessageImport]:
    """The imports of units whose doors this person keeps, the newest first."""
    units = rights(person).units_with(KEEPS_INTAKES)
    rows = MessageImport.objects.filter(unit__in=units).select_related("unit", "started_by")
    return rows.order_by("-id")


def message_import_in_view(person: Person, import_id: int) -> MessageImport:
    """One of them. Raises NotThere."""
    found = message_imports_in_view(person).filter(pk=import_id).first()
    if found is None:
        raise NotThere
    return found


def progress_of(one: MessageImport) -> Progress:
    """How far it is. One query."""
    wrong = MessageLine.objects.filter(of=one).exclude(problem="").count()
    return Progress(one.lines_count, one.checked, wrong, one.written)


def stage_of(one: MessageImport) -> str:
    """uploading, checking, ready, writing, done or cancelled; what broke off while it arrived stays at uploading."""
    if one.cancelled_at:
        return "cancelled"
    if one.done_at:
        return "done"
    if one.confirmed_at:
        return "writing"
    if one.checked_at:
        return "ready"
    return "checking" if one.checked or one.due_at else "uploading"


def lines_of(one: MessageImport, show: str) -> QuerySet[MessageLine]:
    """Its lines, or those that are wrong or written."""
    rows = MessageLine.objects.filter(of=one).select_related("message").order_by("number")
    if show == "wrong":
        return rows.exclude(problem="")
    return rows.filter(message__isnull=False) if show == "written" else rows


def as_read(line: MessageLine, columns: Mapping[str, str]) -> dict[str, str]:
    """What the line says by what it means."""
    return {part: line.read.get(column, "") for part, column in columns.items()}
