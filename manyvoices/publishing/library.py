"""The media library: who may use what stands there, and what is written beside it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import tidy
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.models import Person, RoleName
from manyvoices.people.rights import Rights
from manyvoices.publishing.models import MediaItem

KEEPERS = frozenset({RoleName.EDITOR.value, RoleName.UNIT_LEAD.value, RoleName.PROGRAMME_LEAD.value})
MOST_TAGS = 20


@dataclass(frozen=True, kw_only=True)
class Described:
    """How an item is found: `title`, the usual description `alt`, and `tags`."""

    title: str
    alt: str = ""
    tags: Collection[str] = ()


def units_offered_to(person: Person, held: Rights) -> frozenset[int]:
    """The units whose items this person may use: their own and those above it, and where they hold a role."""
    roles = {unit for role in held.roles for unit in held.lineage(role.unit_id)}
    return frozenset(held.lineage(person.unit_id)) | roles | held.units_with(KEEPERS)


def may_offer_in(person: Person, held: Rights, unit_id: int) -> None:
    """Passes whose own unit it is, and who looks after the library there: editors and leads. Raises Refused."""
    if not held.active or (person.unit_id != unit_id and not held.has_any_role(KEEPERS, unit_id)):
        raise Refused(
            _("You can offer pictures in your own unit. Elsewhere an editor or a lead of that unit does it.")
        )


def may_change_item(person: Person, held: Rights, item: MediaItem) -> None:
    """Passes who added it, and editors and leads of its unit. Raises Refused."""
    if not held.active or (item.added_by_id != person.pk and not held.has_any_role(KEEPERS, item.unit_id)):
        raise Refused(_("Only who added it, or an editor or lead of its unit, can change it."))


def checked(described: Described) -> Described:
    """The words as they are kept: one line, tags folded and each once. Raises Invalid."""
    title = " ".join(tidy(described.title, 200).split())
    if not title:
        raise Invalid(title=_("Give it a title, so that colleagues find it."))
    if len(described.alt) > 1500:
        raise Invalid(alt=_("A description has at most 1,500 characters."))
    tags = dict.fromkeys(" ".join(tidy(tag, 40).split()).strip("# ").casefold() for tag in described.tags)
    tags.pop("", None)
    if len(tags) > MOST_TAGS:
        raise Invalid(tags=_("At most 20 tags."))
    return Described(title=title, alt=tidy(described.alt, 1500), tags=list(tags))
