"""Who may speak as which voice, and who looks after it. Each returns when allowed and raises Refused when not."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.people.models import Person, RoleName
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries.rights import is_here
from manyvoices.people.rights import Rights
from manyvoices.voices.models import HandOver, Speaker, Voice

KEEPERS = frozenset({RoleName.EDITOR.value, RoleName.PROGRAMME_LEAD.value})
# As many names as fit into a sentence that says whom to ask.
_NAMED = 3


def may_speak(person: Person, voice: Voice) -> None:
    """Whether `person` may write as `voice` now. At most one query.

    A person's own voice is used by that person alone, whatever roles others hold; a shared voice by those to whom
    it is open at this moment. Nobody speaks as a voice that rests, hides or is closed.
    """
    _speaking(person, voice)


def may_publish_as(person: Person, voice: Voice) -> None:
    """Whether `person` may write as `voice` and was given the right to publish as it; drafting takes less."""
    speaker = _speaking(person, voice)
    if speaker is not None and not speaker.may_publish:
        raise Refused(_only_drafts(voice))


def may_answer_as(person: Person, voice: Voice) -> None:
    """Whether `person` may answer somebody as `voice`: their own, or a shared one opened to them for answering."""
    speaker = _speaking(person, voice)
    if speaker is not None and not speaker.may_answer:
        raise Refused(
            _(
                "You may not answer as this voice. Choose another one, or ask an editor of its unit to open it "
                "to you for answering."
            )
        )


def may_look_after(rights: Rights, voice: Voice) -> None:
    """Whether this person may change how a voice presents itself, let it rest, hide, mute it or hand it over.

    Their own; or a shared voice as editor or programme lead of its unit, or as a speaker who was given the right to
    manage it. Nobody looks after a colleague's own voice.
    """
    may_be_here(rights)
    if not voice.belongs_to_person and _manages(rights, voice):
        return
    may_keep(rights, voice)


def may_keep(rights: Rights, voice: Voice) -> None:
    """Whether this person decides where a voice is heard: their own, or a shared one of a unit they keep."""
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


def open_hand_overs() -> QuerySet[HandOver]:
    """The rows by which a colleague looks after what reaches a voice at this moment."""
    return HandOver.objects.filter(Q(until=None) | Q(until__gt=clock.now()), ended_at=None)


def _speaking(person: Person, voice: Voice) -> Speaker | None:
    """The row that opens a shared voice to `person`; None for their own. Raises Refused."""
    if voice.closed_at is not None:
        raise Refused(_("This voice is closed; nothing more is published as it."))
    speaker = None
    if not voice.belongs_to_person:
        speaker = open_speaking_rows().filter(person=person, person__is_active=True, voice=voice).first()
        if speaker is None:
            raise Refused(_("You may not speak as this voice. An editor of its unit can open it for you."))
    elif voice.person_id != person.pk:
        raise Refused(
            _("This voice belongs to a colleague. Only they can speak as it; suggest a text to them.")
        )
    elif not is_here(person):  # `person` may have been loaded before they left
        raise Refused(_("Your access has ended. Ask an administrator of your organisation."))
    if voice.resting_since is not None:
        raise Refused(_("This voice is resting. Wake it on its page, then go on."))
    if voice.hidden_since is not None:
        raise Refused(_("This voice is hidden. Show it again on its page, then go on."))
    return speaker


def _manages(rights: Rights, voice: Voice) -> bool:
    if rights.has_any_role(KEEPERS, voice.unit_id, voice.brand_id):
        return True
    return open_speaking_rows().filter(person_id=rights.person_id, voice=voice, may_manage=True).exists()


def _only_drafts(voice: Voice) -> str:
    able = open_speaking_rows().filter(voice=voice, may_publish=True, person__is_active=True)
    names = list(able.order_by("person__name").values_list("person__name", flat=True)[:_NAMED])
    if not names:
        return _(
            "You may write drafts as this voice, but not publish as it, and at the moment nobody may. "
            "Your draft is kept. Ask an editor of its unit to open it for publishing."
        )
    return _(
        "You may write drafts as this voice, but not publish as it. Your draft is kept. "
        "Ask somebody who may publish here: %(names)s."
    ) % {"names": ", ".join(names)}
