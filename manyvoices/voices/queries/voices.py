"""The voices a person uses or sees, and those who speak as them."""

from django.db.models import F, Prefetch, Q, QuerySet

from manyvoices.core.models import World
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights
from manyvoices.voices.models import Channel, ChannelState, Speaker, Voice
from manyvoices.voices.permissions import KEEPERS, open_speaking_rows


def speakable_voices(person: Person) -> QuerySet[Voice]:
    """The voices the composer offers: the person's own first, then shared ones open to them; none that rests."""
    if not person.is_active:
        return Voice.objects.none()
    shared = Q(person=None, pk__in=open_speaking_rows().filter(person=person).values("voice"))
    usable = Voice.objects.filter(
        Q(person=person) | shared, world=World.LIVE, closed_at=None, resting_since=None
    )
    return usable.select_related("picture", "brand").order_by(F("person").asc(nulls_last=True), "name", "id")


def own_voice(person: Person) -> Voice | None:
    """The person's own voice, resting or not; None when they have none."""
    return Voice.objects.filter(person=person, world=World.LIVE, closed_at=None).first()


def visible_voices(rights: Rights) -> QuerySet[Voice]:
    """The voices a person works with: their own, those they may speak as, and those of units they keep or lead.

    With picture, unit, person, open channels and live speakers, in five queries whatever their number.
    """
    inside = rights.units_with(KEEPERS | LEADS)
    spoken = open_speaking_rows().filter(person_id=rights.person_id).values("voice")
    seen = Q(person_id=rights.person_id) | Q(unit_id__in=inside) | Q(pk__in=spoken)
    channels = Channel.objects.exclude(state=ChannelState.CLOSED).order_by("id")
    return (
        Voice.objects.filter(seen, world=World.LIVE)
        .select_related("picture", "unit", "person", "brand")
        .prefetch_related(
            Prefetch("channels", channels),
            Prefetch("speakers", open_speaking_rows().select_related("person").order_by("since", "id")),
        )
        .order_by(F("closed_at").asc(nulls_first=True), "kind", "name", "id")
    )


def voice_in_view(rights: Rights, voice_id: int) -> Voice:
    """One of the visible voices. Raises NotThere."""
    found = visible_voices(rights).filter(pk=voice_id).first()
    if found is None:
        raise NotThere
    return found


def speakers_of(voice: Voice) -> QuerySet[Speaker]:
    """Everybody who speaks or spoke as a shared voice, those who still do first."""
    rows = Speaker.objects.filter(voice=voice).select_related("person", "given_by", "ended_by")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "person__name", "id")


def people_to_open_for(rights: Rights, voice: Voice) -> QuerySet[Person]:
    """Those of the voice's unit and below who may be named as its speakers; names only are shown."""
    below = [unit_id for unit_id in rights.parents if voice.unit_id in set(rights.lineage(unit_id))]
    colleagues = Person.objects.filter(is_active=True, unit__in=Unit.objects.filter(pk__in=below))
    already = open_speaking_rows().filter(voice=voice).values("person")
    return colleagues.exclude(pk__in=already).order_by("name", "id")
