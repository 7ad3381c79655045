"""Who is told when a post waits for approval, and of its answer."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise

from manyvoices.people.models import Person, Unit
from manyvoices.people.telling import tell
from manyvoices.people.units import path_to
from manyvoices.publishing.models import Approval
from manyvoices.voices.models import Voice


def colleagues(role: str, voice: Voice, *, but: Iterable[int]) -> list[Person]:
    """Who is here and holds the role where the voice stands, but for those people. Two queries."""
    way = path_to(dict(Unit.objects.values_list("id", "parent_id")), voice.unit_id)
    brand = Q(roles__brand=None) | Q(roles__brand_id=voice.brand_id)
    held = Q(roles__name=role, roles__ended_at=None, roles__unit_id__in=way)
    return list(Person.objects.filter(held & brand, is_active=True).exclude(pk__in=list(but)).distinct())


def tell_about(
    approval: Approval,
    people: Iterable[Person],
    what: str,
    *,
    subject: str | Promise,
    text: str | Promise,
    **names: object,
) -> None:
    """Tells each of `people` once of `what`, with the page of the approval."""
    tell(
        people,
        kind="approval",
        key=f"approval-{what}:{approval.pk}",
        link=reverse("approval", args=[approval.pk]),
        subject=subject,
        text=text,
        handle=approval.post.voice.handle,
        **names,
    )
