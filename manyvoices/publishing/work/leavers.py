"""Somebody left: what they had planned stops, and their lead is told once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import leads_of
from manyvoices.people.telling import tell
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, State, Verb
from manyvoices.publishing.status import STILL_HERE

LEFT = "The person who released this post is not with us any more."
A_BATCH = 200


def stop_posts_of_leavers() -> None:
    """Cancels what waits to be published by people who left, with the reason; a second run finds nothing.

    A row that a worker holds is left to it: the fence refuses it for the same reason, and the next run cancels it.
    Edits and deletions of what is published already go on: they take back, and harm nobody.
    """
    people = Person.objects.filter(
        Q(pk__in=_waiting().values("post__released_by"))
        | Q(pk__in=_waiting().filter(post__voice__person__isnull=False).values("post__voice__person"))
    )
    for person in people.filter(is_active=False).order_by("pk")[:A_BATCH]:
        with transaction.atomic():
            _stop(person)


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(verb=Verb.PUBLISH, state__in=STILL_HERE, taken_by=None)


def _stop(person: Person) -> None:
    planned = _waiting().filter(Q(post__released_by=person) | Q(post__voice__person=person))
    posts = sorted(set(planned.values_list("post_id", flat=True)))
    rows = list(planned.values_list("pk", flat=True))
    # Only what still waits: a worker may have taken a row since it was read.
    left = _waiting().filter(pk__in=rows)
    if change_all(
        left, Happened.CANCELLED, because=LEFT, state=State.CANCELLED, due_at=None, last_error=LEFT
    ):
        audit.record(actor=None, verb="stop_posts_of_leaver", target=person, because=LEFT, posts=posts)
        _tell_leads(person, posts)


def _tell_leads(person: Person, posts: Iterable[int]) -> None:
    tell(
        leads_of(rights(person), person.unit_id),
        kind="leaver",
        key=f"posts-of-leaver-{person.pk}",
        link=reverse("person", args=[person.pk]),
        subject=ngettext_lazy(
            "%(name)s left, and a post they had planned stopped",
            "%(name)s left, and %(count)d posts they had planned stopped",
            "count",
        ),
        text=_("Nothing of it leaves. If it is still wanted on a shared voice, a colleague writes it anew."),
        name=person.name,
        count=len(list(posts)),
    )
