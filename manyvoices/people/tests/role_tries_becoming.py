"""How docs/roles.md is tried: becoming a voice."""

from manyvoices.core import clock
from manyvoices.people.actions.accept_nomination import accept_nomination
from manyvoices.people.actions.answer_correction import answer_correction
from manyvoices.people.actions.ask_correction import ask_correction
from manyvoices.people.actions.choose_track import choose_track
from manyvoices.people.actions.decline_nomination import decline_nomination
from manyvoices.people.actions.export_recorded import export_recorded
from manyvoices.people.actions.invite_nominee import invite_nominee
from manyvoices.people.actions.nominate_person import nominate_person
from manyvoices.people.actions.refuse_nomination import refuse_nomination
from manyvoices.people.actions.switch_register_entry import switch_register_entry
from manyvoices.people.actions.withdraw_nomination import withdraw_nomination
from manyvoices.people.models import Correction, NominatedBy, Nomination, Person, Unit, UnitKind
from tests.cast import Cast
from tests.roles import Try


def nominated(nominee: Person, by: Person, *, invited_by: Person | None = None) -> Nomination:
    """A nomination that waits, invited when somebody is named."""
    now = clock.now()
    return Nomination.objects.create(
        nominee=nominee,
        nominated_by=by,
        relation=NominatedBy.PEER,
        reason="knows brakes",
        nominated_at=now,
        invited_at=now if invited_by else None,
        invited_by=invited_by,
    )


def _entity(cast: Cast) -> Unit:
    return Unit.objects.create(
        parent=cast.operations, kind=UnitKind.LEGAL_ENTITY, name="Northlight Operations AS"
    )


def _asked(by: Person) -> Correction:
    return Correction.objects.create(person=by, entry="account", text="Two n.", asked_at=clock.now())


TRIES = {
    "nominate_person": Try(own=lambda me, cast: nominate_person(actor=me, nominee=me, because="brakes")),
    "invite_nominee": Try(lambda me, cast: invite_nominee(actor=me, nomination=nominated(cast.dan, cast.bo))),
    "decline_nomination": Try(
        lambda me, cast: decline_nomination(
            actor=me, nomination=nominated(cast.dan, cast.bo), because="on leave"
        )
    ),
    "withdraw_nomination": Try(
        lambda me, cast: withdraw_nomination(actor=me, nomination=nominated(cast.dan, cast.bo)),
        lambda me, cast: withdraw_nomination(actor=me, nomination=nominated(cast.dan, me)),
    ),
    "accept_nomination": Try(
        lambda me, cast: accept_nomination(
            actor=me, nomination=nominated(cast.dan, cast.bo, invited_by=cast.ada)
        ),
        lambda me, cast: accept_nomination(actor=me, nomination=nominated(me, cast.bo, invited_by=cast.ada)),
    ),
    "refuse_nomination": Try(
        lambda me, cast: refuse_nomination(actor=me, nomination=nominated(cast.dan, cast.bo)),
        lambda me, cast: refuse_nomination(actor=me, nomination=nominated(me, cast.bo)),
    ),
    "switch_register_entry": Try(
        lambda me, cast: switch_register_entry(
            actor=me, unit=_entity(cast), entry="last_sign_in", on=True, agreement="Works agreement 2026-3"
        )
    ),
    "ask_correction": Try(own=lambda me, cast: ask_correction(actor=me, entry="account", text="Two n.")),
    "answer_correction": Try(
        lambda me, cast: answer_correction(actor=me, correction=_asked(cast.dan), answer="Done.")
    ),
    "export_recorded": Try(own=lambda me, cast: export_recorded(actor=me)),
    "choose_track": Try(own=lambda me, cast: choose_track(actor=me, track="ambassador")),
}
