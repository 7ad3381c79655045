"""Finding people among many: by what they are called and by what they are."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.people.models import Expertise, Person, Role
from manyvoices.people.queries.visible import visible_people
from manyvoices.people.rights import Rights
from manyvoices.people.units import below


@dataclass(frozen=True)
class Asked:
    """What a list of people is narrowed to; empty asks for everybody."""

    words: str = ""
    unit_id: int | None = None
    role: str = ""
    topic_id: int | None = None
    track: str = ""


def found_people(rights: Rights, asked: Asked) -> QuerySet[Person]:
    """The visible people whom all of it fits, those who are here first, by name."""
    people = visible_people(rights)
    for word in asked.words.split()[:5]:
        people = people.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(login__istartswith=word)
        )
    if asked.unit_id is not None:
        people = people.filter(unit_id__in=below(rights.parents, asked.unit_id))
    if asked.role:
        held = Role.objects.filter(person=OuterRef("pk"), name=asked.role, ended_at=None)
        people = people.filter(Exists(held))
    if asked.topic_id is not None:
        knows = Expertise.objects.filter(person=OuterRef("pk"), topic_id=asked.topic_id, ended_at=None)
        people = people.filter(Exists(knows))
    return people.filter(track=asked.track) if asked.track else people


def partners_to_choose(rights: Rights, person: Person, words: str) -> QuerySet[Person]:
    """Visible people who are here and could be coach or buddy of `person`."""
    return found_people(rights, Asked(words=words)).filter(is_active=True).exclude(pk=person.pk)


def people_beside(person: Person) -> QuerySet[Person]:
    """Those who are here and whose coach or buddy this person is."""
    beside = Person.objects.filter(Q(coach=person) | Q(buddy=person), is_active=True)
    return beside.select_related("unit").order_by("name", "id")
