"""A new voice, with its channel on our own network."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Brand, Person, Purpose, Unit
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import default_brand, rights
from manyvoices.people.spoken import check_language
from manyvoices.people.validity import check_fields
from manyvoices.voices.addresses import address
from manyvoices.voices.agreeing import USUAL, agree_to_channel
from manyvoices.voices.handles import check_handle
from manyvoices.voices.models import Channel, Speaker, Voice, VoiceKind
from manyvoices.voices.permissions import may_keep_shared
from manyvoices.voices.queries import own_voice


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceWords:
    """How a voice presents itself. `handle` without its @."""

    handle: str
    name: str
    bio: str = ""
    role_line: str = ""
    language: str = "en"

    def write_on(self, voice: Voice) -> None:
        """Put these words, checked, on a voice that is not saved yet. Raises Invalid."""
        voice.handle = check_handle(self.handle, voice_id=voice.pk)
        voice.name, voice.bio = self.name.strip(), self.bio.strip()
        voice.role_line, voice.language = self.role_line.strip(), check_language(self.language)
        check_fields(voice)


@transaction.atomic
def make_voice(
    *,
    actor: Person,
    kind: str,
    words: VoiceWords,
    unit: Unit | None = None,
    brand: Brand | None = None,
    agreed_in: str = "",
    agreed_to: Collection[str] = USUAL,
) -> Voice:
    """The voice, followable at once. `unit` None is the actor's, `brand` None the organisation's.

    A person's voice is made by that person alone, who agrees to the wording shown in the language `agreed_in`; their
    yes to each purpose of `agreed_to` goes into the ledger, and publishing must be among them. A shared voice is made
    by editors and programme leads of the unit, and is open to its maker. Raises Refused; Conflict for a second own
    voice; Invalid.
    """
    if kind not in VoiceKind.values:
        raise Invalid(kind=_("Choose whose voice it is."))
    home, held = unit or actor.unit, rights(actor)
    carried = brand or default_brand()
    is_own = kind == VoiceKind.PERSON
    if is_own:
        may_be_here(held)
        _check_own(actor, agreed_in, agreed_to)
    else:
        may_keep_shared(held, home.pk, carried.pk)
    now = clock.now()
    voice = Voice(kind=kind, unit=home, brand=carried, made_by=actor, made_at=now, changed_at=now)
    voice.person = actor if is_own else None
    words.write_on(voice)
    voice.save()
    channel = Channel.objects.create(
        voice=voice, network="native", address=address(voice), connected_by=actor, connected_at=now
    )
    if is_own:
        agree_to_channel(actor, channel, language=agreed_in, purposes=agreed_to)
    else:
        _open_to_maker(voice, actor, now)
    audit.record(actor=actor, verb="make_voice", target=voice, handle=voice.handle, kind=kind)
    return voice


def _check_own(actor: Person, agreed_in: str, agreed_to: Collection[str]) -> None:
    if own_voice(actor) is not None:
        raise Conflict(_("You have your own voice already."))
    if not agreed_in or Purpose.PUBLISH not in agreed_to:
        raise Invalid(agree=_("Your own voice needs your yes to these two sentences."))


def _open_to_maker(voice: Voice, maker: Person, now: datetime) -> None:
    Speaker.objects.create(
        voice=voice, person=maker, because=_("Made it"), given_by=maker, since=now, may_manage=True
    )
