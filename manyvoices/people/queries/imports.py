"""Imports of people for their pages: how far, what would happen, what is wrong."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from manyvoices.core.refusals import NotThere
from manyvoices.people.models import ImportLine, PeopleImport
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.rights import Rights

CODES = "codes"


@dataclass(frozen=True)
class Progress:
    """Lines of an import by what they do; `undone` of those that write somebody are not written yet."""

    total: int
    new: int
    changed: int
    unchanged: int
    wrong: int
    undone: int

    @property
    def checked(self) -> int:
        """Lines that were looked at."""
        return self.new + self.changed + self.unchanged + self.wrong

    @property
    def to_write(self) -> int:
        """People who are to be written, those who are written already included."""
        return self.new + self.changed

    @property
    def written(self) -> int:
        """People who are written."""
        return max(self.to_write - self.undone, 0)


def imports_in_view(rights: Rights) -> QuerySet[PeopleImport]:
    """One's own imports and those into units one administers, newest first."""
    seen = Q(made_by_id=rights.person_id) | Q(unit_id__in=rights.units_with(ADMINISTRATORS))
    return PeopleImport.objects.filter(seen).select_related("unit", "made_by").order_by("-made_at", "-id")


def import_in_view(rights: Rights, import_id: int) -> PeopleImport:
    """One of those. Raises NotThere."""
    found = imports_in_view(rights).filter(pk=import_id).first()
    if found is None:
        raise NotThere
    return found


def progress_of(people_import: PeopleImport) -> Progress:
    """How far the import is. Two queries."""
    by_what = dict(
        ImportLine.objects.filter(of=people_import).order_by().values_list("what").annotate(count=Count("id"))
    )
    counts = {what: by_what.get(what, 0) for what in ("new", "changed", "unchanged", "wrong")}
    undone = ImportLine.objects.filter(of=people_import, done_at=None).exclude(checked_at=None).count()
    return Progress(total=people_import.lines_total, undone=undone, **counts)


def lines_of(people_import: PeopleImport, what: str = "") -> QuerySet[ImportLine]:
    """The import's lines in the order of the file, all or those that are `what`.

    CODES are the people written who have no e-mail address and never signed in: they need a sign-in code.
    """
    lines = ImportLine.objects.filter(of=people_import).select_related("person").order_by("number")
    if what == CODES:
        return lines.filter(what="new", person__is_active=True, person__email=None, person__last_login=None)
    return lines.filter(what=what) if what else lines
