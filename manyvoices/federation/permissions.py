"""Who may look after what reaches a voice. Each returns when allowed and raises Refused with the reason when not."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, NotThere, Refused
from manyvoices.federation.models import Note
from manyvoices.people.models import Person, RoleName
from manyvoices.people.queries import rights
from manyvoices.people.queries.rights import is_here
from manyvoices.voices.models import Voice
from manyvoices.voices.permissions import open_hand_overs, open_speaking_rows


def may_moderate(person: Person, reply: Note) -> Voice:
    """The voice that was answered. Passes whoever answers for it, to whom it was handed over, and editors of its unit.

    Raises NotThere for what is no reply to one of our voices, and for a reply that is not public, unless the voice is
    the person's to speak as: what reaches a voice in private is nobody else's.
    """
    parent = reply.in_reply_to
    voice = parent.voice if parent is not None else None
    if voice is None or reply.actor_id is None:
        raise NotThere(_("There is no such reply."))
    if speaks_as(person, voice):
        return voice
    if not reply.public:
        raise NotThere(_("There is no such reply."))
    if looks_after_for_another(person, voice):
        return voice
    if not rights(person).has_role(RoleName.EDITOR, voice.unit_id, voice.brand_id):
        raise Refused(
            _("Replies are looked after by whoever speaks as the voice and by editors of its unit.")
        )
    return voice


def may_block(person: Person, voice: Voice | None) -> None:
    """Passes the person of a person's voice, an editor for a shared one, and an editor of the whole organisation for all.

    Of a voice that was handed over, also who looks after it.
    """
    if not is_here(person):
        raise Refused(_("Your access has ended. Ask an administrator of your organisation."))
    if voice is not None and looks_after_for_another(person, voice):
        return
    if voice is not None and voice.belongs_to_person:
        if voice.person_id != person.pk:
            raise Refused(_("This voice belongs to a colleague; only they decide whom it hears."))
        return
    unit, brand = (voice.unit_id, voice.brand_id) if voice is not None else (None, None)
    if not rights(person).has_role(RoleName.EDITOR, unit, brand):
        raise Refused(_("Only an editor may block for a shared voice, or for all voices. Ask one of yours."))


def may_move(person: Person, voice: Voice) -> None:
    """Passes the person whose own voice it is, while it is here: shared voices belong to the organisation and stay."""
    if not is_here(person):
        raise Refused(_("Your access has ended. Ask an administrator of your organisation."))
    if not voice.belongs_to_person or voice.person_id != person.pk:
        raise Refused(_("Only the person whose voice it is may take it elsewhere. Shared voices stay here."))
    if voice.moved_at is not None:
        raise Conflict(_("This voice has moved already, and its followers were told."))
    if voice.closed_at is not None:
        raise Refused(_("This voice is closed; nobody follows it any more."))


def speaks_as(person: Person, voice: Voice) -> bool:
    """Whether it is this person's voice, or one they may answer for, also while it rests."""
    if not is_here(person):
        return False
    if voice.belongs_to_person:
        return voice.person_id == person.pk
    return open_speaking_rows().filter(person=person, voice=voice, may_answer=True).exists()


def looks_after_for_another(person: Person, voice: Voice) -> bool:
    """Whether the voice was handed over to this person: they hide, report and block, and never speak as it."""
    return person.is_active and open_hand_overs().filter(to=person, voice=voice).exists()
