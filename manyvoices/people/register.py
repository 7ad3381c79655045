"""The register of employee data: every place where something about a person is written, why, for whom and how long.

It is code, so that it cannot say anything else than the tables do: a test compares it with every model that names a
person. What is written stands in `register_entries.py`.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Source:
    """Rows about a person: the `model` ("app.Name") in which the field `by` holds them, and what of a row is shown.

    `fields`, with spaces between, are what the person reads and exports, never a secret; none: only counted. `where`
    narrows the rows.
    """

    model: str
    by: str
    fields: str = ""
    where: tuple[tuple[str, object], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of `fields`."""
        return tuple(self.fields.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing that is recorded. `behaviour` says that it tells how somebody works: off until switched on."""

    name: str
    title: str | Promise
    purpose: str | Promise
    basis: str | Promise
    seen_by: str | Promise
    kept: str | Promise
    sources: tuple[Source, ...] = field(default=())
    behaviour: bool = False
    # The name of an address at which the person changes it; empty where somebody has to be asked.
    changed_at: str = ""


# Fields that hold a person and are in no entry, each with the reason.
NOT_LISTED: dict[str, str | Promise] = {
    "people.Person.id": _("a number that says nothing"),
    "people.Person.password": _("a secret of the person; only a digest is kept, and nobody can read it"),
}
