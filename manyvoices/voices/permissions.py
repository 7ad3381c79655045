"""Who may speak as which voice, and who looks after it. Each returns when allowed and raises Refused when not."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, RoleName
from manyvoices.people.permissions import may_be_here
from manyvoices.people.rights import Rights
from manyvoices.voices.models import Speaker, Voice

KEEPERS = frozenset({RoleName.EDITOR.value, RoleName.PROGRAMME_LEAD.value})


def may_speak(person: Person, voice: Voice) -> None:
    """Whether `person` may write and release as `voice` now. At most one query.

    A person's own voice is used by that person alone, whatever roles others hold; a shared voice by those to whom
    it is open at this moment. Nobody speaks as a voice that rests or is closed.
    """
    if not person.is_active:
        raise Refused(_("Your access has ended. Ask an administrator of your organisation."))
    if voice.closed_at is not None:
        raise Refused(_("This voice is closed; nothing more is published as it."))
    if voice.belongs_to_person and voice.person_id != person.pk:
        raise Refused(
            _("This voice belongs to a colleague. Only they can speak as it; suggest a text to them.")
        )
    if not voice.belongs_to_person and not open_speaking_rows().filter(person=person, voice=voice).exists():
        raise Refused(_("You may not speak as this voice. An editor of its unit can open it for you."))
    if voice.resting_since is not None:
        raise Refused(_("This voice is resting. Wake it on its page, then go on."))


def may_look_after(rights: Rights, voice: Voice) -> None:
    """Whether this person may change a voice, connect channels and let it rest.

    Their own; or a shared voice as editor or programme lead of its unit. Nobody looks after a colleague's own voice.
    """
    may_be_here(rights)
    if voice.belongs_to_person:
        if voice.person_id != rights.person_id:
            raise Refused(_("This voice belongs to a colleague; only they change it."))
        return
    may_keep_shared(rights, voice.unit_id, voice.brand_id)


def may_keep_shared(rights: Rights, unit_id: int, brand_id: int | None) -> None:
    """Whether this person may make shared voices in a unit and say who speaks as them."""
    if not rights.has_any_role(KEEPERS, unit_id, brand_id):
        raise Refused(_("Shared voices are looked after by editors and programme leads of their unit."))


def open_speaking_rows() -> QuerySet[Speaker]:
    """The rows by which somebody may speak as a shared voice at this moment."""
    now = clock.now()
    return Speaker.objects.filter(Q(until=None) | Q(until__gt=now), ended_at=None, since__lte=now)
