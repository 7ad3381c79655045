"""The voices a person uses or sees, and those who speak as them."""

from django.db.models import Case, F, Prefetch, Q, QuerySet, When

from manyvoices.core.models import World
from manyvoices.core.refusals import NotThere
from manyvoices.people.models import Person, Unit
from manyvoices.people.permissions import LEADS
from manyvoices.people.rights import Rights
from manyvoices.voices.models import Channel, ChannelState, HandOver, Speaker, Voice, VoiceKind
from manyvoices.voices.permissions import KEEPERS, open_hand_overs, open_speaking_rows


def speakable_voices(person: Person) -> QuerySet[Voice]:
    """The voices the composer offers: the person's own first, then shared ones open to them; none that rests or hides."""
    if not person.is_active:
        return Voice.objects.none()
    shared = Q(person=None, pk__in=open_speaking_rows().filter(person=person).values("voice"))
    usable = Voice.objects.filter(
        Q(person=person) | shared, world=World.LIVE, closed_at=None, resting_since=None, hidden_since=None
    )
    return usable.select_related("picture", "brand").order_by(F("person").asc(nulls_last=True), "name", "id")


def own_voice(person: Person) -> Voice | None:
    """The person's own voice, resting or not; None when they have none."""
    return Voice.objects.filter(person=person, world=World.LIVE, closed_at=None).first()


def visible_voices(rights: Rights) -> QuerySet[Voice]:
    """The voices a person works with: their own first, those they may speak as or look after for a colleague, and
    those of units they keep or lead.

    With picture, unit, person, open channels and live speakers, in five queries whatever their number.
    """
    inside = rights.units_with(KEEPERS | LEADS)
    spoken = open_speaking_rows().filter(person_id=rights.person_id).values("voice")
    handed = open_hand_overs().filter(to_id=rights.person_id).values("voice")
    mine = Q(person_id=rights.person_id)
    seen = mine | Q(unit_id__in=inside) | Q(pk__in=spoken) | Q(pk__in=handed)
    channels = Channel.objects.exclude(state=ChannelState.CLOSED).order_by("id")
    return (
        Voice.objects.filter(seen, world=World.LIVE)
        .select_related("picture", "unit", "person", "brand")
        .prefetch_related(
            Prefetch("channels", channels),
            Prefetch("speakers", open_speaking_rows().select_related("person").order_by("since", "id")),
        )
        .alias(own=Case(When(mine, then=0), default=1))
        .order_by("own", F("closed_at").asc(nulls_first=True), "kind", "name", "id")
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
    """Those who may be named as its speakers, with their units; names only are shown.

    A group is made of people from all departments; any other voice is spoken by those of its unit and below.
    """
    colleagues = Person.objects.filter(is_active=True)
    if voice.kind != VoiceKind.GROUP:
        below = [unit_id for unit_id in rights.parents if voice.unit_id in set(rights.lineage(unit_id))]
        colleagues = colleagues.filter(unit__in=Unit.objects.filter(pk__in=below))
    already = open_speaking_rows().filter(voice=voice).values("person")
    return colleagues.exclude(pk__in=already).select_related("unit").order_by("name", "id")


def people_to_hand_to(me: Person, voice: Voice) -> QuerySet[Person]:
    """The colleagues who may be asked to look after a voice's replies: everybody else who is here, by name."""
    others = Person.objects.filter(is_active=True).exclude(pk__in=[me.pk, voice.person_id or 0])
    return others.select_related("unit").order_by("name", "id")


def standing_hand_over(voice: Voice) -> HandOver | None:
    """Who looks after the voice's replies at the moment, with both people."""
    return open_hand_overs().filter(voice=voice).select_related("to", "handed_by").first()
