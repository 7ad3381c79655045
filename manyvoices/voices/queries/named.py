"""Who is named as an author of a shared voice: those who speak as it and said yes to it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyvoices.core import clock
from manyvoices.people.models import Consent, Person, Purpose
from manyvoices.people.queries import consented
from manyvoices.voices.models import Channel, Speaker, Voice
from manyvoices.voices.permissions import open_speaking_rows


def named_authors(voice: Voice) -> list[Person]:
    """The people who speak as a shared voice now and agreed to be named there, with their units, by name. One query.

    Of a person's own voice nobody else is an author: none.
    """
    if voice.belongs_to_person:
        return []
    rows = agreed(open_speaking_rows().filter(voice=voice, person__is_active=True))
    return [row.person for row in rows.select_related("person__unit").order_by("person__name", "id")]


def named_author(voice: Voice, author: Person | None) -> Person | None:
    """The author of a shared voice's post if they agreed to be named there and are with us still. Asked each time."""
    if author is None or voice.belongs_to_person or not author.is_active:
        return None
    agrees = consented(author.pk, Purpose.BE_NAMED, own_channel(voice))
    return author if agrees else None


def own_channel(voice: Voice) -> int | None:
    """The key of the voice's channel on our own network, to which a yes to be named belongs."""
    return Channel.objects.filter(voice=voice, network="native").values_list("pk", flat=True).first()


def agreed(speakers: "QuerySet[Speaker]") -> "QuerySet[Speaker]":
    """Those of the rows whose person agrees now to be named on the row's voice, or anywhere."""
    unexpired = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    native = Channel.objects.filter(voice=OuterRef(OuterRef("voice")), network="native").values("pk")[:1]
    yes = Consent.objects.filter(
        unexpired,
        Q(channel=None) | Q(channel=native),
        person=OuterRef("person"),
        purpose=Purpose.BE_NAMED,
        withdrawn_at=None,
    )
    return speakers.filter(Exists(yes))
