"""A colleague looks after what reaches a voice."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.validity import check_future
from manyvoices.voices.models import HandOver, Voice
from manyvoices.voices.permissions import may_look_after


@transaction.atomic
def hand_over_voice(
    *, actor: Person, voice: Voice, to: Person, because: str = "", until: datetime | None = None
) -> HandOver:
    """The row by which `to` hides, reports and blocks for the voice, and never speaks as it; they are told.

    The same colleague again returns the standing row, with its end changed if another is asked for. Conflict while
    another colleague looks after it. Invalid for oneself, somebody who left, or an end that is past. Refused to
    whoever does not look after the voice.
    """
    may_look_after(rights(actor), voice)
    check_future(until, field="until")
    if not to.is_active:
        raise Invalid(to=_("This person has left."))
    if to.pk in (actor.pk, voice.person_id):
        raise Invalid(to=_("You look after it yourself already. Name a colleague."))
    standing = _standing(voice)
    if standing is not None and standing.to_id != to.pk:
        raise Conflict(_("Somebody else looks after this voice at the moment. End that first."))
    if standing is not None:
        return _until(actor, standing, until)
    row = HandOver.objects.create(
        voice=voice, to=to, because=because.strip()[:500], handed_by=actor, since=clock.now(), until=until
    )
    audit.record(actor=actor, verb="hand_over_voice", target=voice, because=row.because, to=to.pk)
    _tell(row)
    return row


def _standing(voice: Voice) -> HandOver | None:
    """The row that holds now; one whose time is over is ended on the way, or it would stand in the way of the next."""
    row = HandOver.objects.filter(voice=voice, ended_at=None).first()
    if row is not None and row.until is not None and row.until <= clock.now():
        row.ended_at = row.until
        row.save(update_fields=["ended_at"])
        return None
    return row


def _until(actor: Person, row: HandOver, until: datetime | None) -> HandOver:
    if row.until != until:
        row.until = until
        row.save(update_fields=["until"])
        end = until.isoformat() if until else ""
        audit.record(actor=actor, verb="hand_over_voice", target=row.voice, to=row.to_id, until=end)
    return row


def _tell(row: HandOver) -> None:
    with override(row.to.language or None):
        tell_person(
            person=row.to,
            kind="hand_over",
            key=f"hand-over-{row.pk}",
            subject=_("%(name)s asks you to look after the replies to @%(handle)s")
            % {"name": row.handed_by.name, "handle": row.voice.handle},
            text=_(
                "You may hide, report and block what reaches this voice. You never speak as it. "
                "Both of you can end this at any time."
            ),
            link=f"/voices/{row.voice_id}/replies",
        )
