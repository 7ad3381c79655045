"""How docs/roles.md is tried: becoming a voice."""

from manyvoices.core import clock
from manyvoices.people.actions.accept_nomination import accept_nomination
from manyvoices.people.actions.choose_track import choose_track
from manyvoices.people.actions.decline_nomination import decline_nomination
from manyvoices.people.actions.invite_nominee import invite_nominee
from manyvoices.people.actions.nominate_person import nominate_person
from manyvoices.people.actions.refuse_nomination import refuse_nomination
from manyvoices.people.actions.withdraw_nomination import withdraw_nomination
from manyvoices.people.models import NominatedBy, Nomination, Person
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
    "choose_track": Try(own=lambda me, cast: choose_track(actor=me, track="ambassador")),
}
