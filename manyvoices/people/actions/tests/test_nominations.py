"""From a nomination to the nominee's own answer."""

import pytest

from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.actions.accept_nomination import accept_nomination
from manyvoices.people.actions.choose_track import choose_track
from manyvoices.people.actions.decline_nomination import decline_nomination
from manyvoices.people.actions.invite_nominee import invite_nominee
from manyvoices.people.actions.nominate_person import nominate_person
from manyvoices.people.actions.refuse_nomination import refuse_nomination
from manyvoices.people.actions.withdraw_nomination import withdraw_nomination
from manyvoices.people.models import NominatedBy, Nomination, Person, Role, RoleName
from manyvoices.people.nominating import Step, step_of
from manyvoices.people.queries import rights
from manyvoices.people.queries.nominations import visible_nominations
from manyvoices.people.tests.role_tries_becoming import nominated
from tests.cast import Cast, role


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("id").values_list("subject", flat=True))


def test_a_nomination_is_told_to_the_nominee_and_their_leads_and_gives_nothing(cast: Cast) -> None:
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    first = nominate_person(actor=cast.bo, nominee=cast.dan, because="knows every brake")
    assert nominate_person(actor=cast.bo, nominee=cast.dan, because="again") == first
    assert told(cast.dan) == ["Bo thinks you should be heard"]
    assert told(cast.cleo) == ["Bo nominated Dan"]
    assert told(cast.ada) == []  # the nearest lead is asked, not all of them
    assert not Role.objects.filter(person=cast.dan).exists()
    assert AuditRow.objects.filter(verb="nominate_person").count() == 1


def test_what_the_nominator_is_follows_from_the_roles(cast: Cast) -> None:
    by = {one: nominate_person(actor=one, nominee=cast.dan, because="brakes") for one in (cast.ada, cast.bo)}
    assert by[cast.ada].relation == NominatedBy.MANAGER
    assert by[cast.bo].relation == NominatedBy.PEER
    assert nominate_person(actor=cast.dan, nominee=cast.dan, because="me").relation == NominatedBy.SELF


def test_without_a_reason_or_for_somebody_who_left_there_is_none(cast: Cast) -> None:
    with pytest.raises(Invalid):
        nominate_person(actor=cast.bo, nominee=cast.dan, because=" ")
    cast.dan.is_active = False
    with pytest.raises(Invalid):
        nominate_person(actor=cast.bo, nominee=cast.dan, because="brakes")
    assert not Nomination.objects.exists()


def test_it_is_seen_by_nominee_nominator_and_leads_alone(cast: Cast) -> None:
    row = nominated(cast.dan, cast.bo)
    seeing = {who.name for who in Person.objects.all() if row in visible_nominations(rights(who))}
    assert seeing == {"Ada", "Bo", "Dan"}


# promise I14
def test_a_yes_gives_the_role_in_the_name_of_the_lead_who_invited(cast: Cast) -> None:
    row = invite_nominee(actor=cast.ada, nomination=nominated(cast.dan, cast.bo))
    assert not Role.objects.filter(person=cast.dan).exists(), "nobody is enrolled by an invitation"
    for _ in range(2):
        invite_nominee(actor=cast.ada, nomination=row)
        accept_nomination(actor=cast.dan, nomination=row)
    held = Role.objects.get(person=cast.dan)
    assert (held.name, held.given_by) == (RoleName.AMBASSADOR, cast.ada)
    given = AuditRow.objects.get(verb="give_role")
    assert (given.actor_id, given.details["nomination"]) == (cast.ada.pk, row.pk)
    assert told(cast.dan) == ["Ada invites you to become a voice"]
    assert told(cast.ada) == ["Dan said yes and becomes a voice"]


def test_a_lead_who_leads_no_longer_gives_no_role_by_an_old_invitation(cast: Cast) -> None:
    lead = role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    row = invite_nominee(actor=cast.cleo, nomination=nominated(cast.dan, cast.bo))
    lead.delete()
    accept_nomination(actor=cast.dan, nomination=row)
    assert not Role.objects.filter(person=cast.dan).exists()
    assert told(cast.ada) == ["Dan said yes and becomes a voice"]
    assert told(cast.cleo) == []


def test_nobody_answers_for_another_and_nobody_invites_themselves(cast: Cast) -> None:
    row = nominated(cast.dan, cast.bo, invited_by=cast.ada)
    for answer in (accept_nomination, refuse_nomination):
        with pytest.raises(NotThere):
            answer(actor=cast.ada, nomination=row)
    with pytest.raises(NotThere):
        withdraw_nomination(actor=cast.ada, nomination=row)
    with pytest.raises(Refused):
        invite_nominee(actor=cast.ada, nomination=nominated(cast.ada, cast.bo))


def test_a_no_is_known_to_whoever_invited_and_nobody_else(cast: Cast) -> None:
    row = nominated(cast.dan, cast.bo, invited_by=cast.ada)
    for _ in range(2):
        refuse_nomination(actor=cast.dan, nomination=row)
    row.refresh_from_db()
    role(cast.cleo, RoleName.UNIT_LEAD, cast.operations)
    seen = {who.name: step_of(row, rights(who)) for who in (cast.dan, cast.ada, cast.bo, cast.cleo)}
    assert seen == {"Dan": Step.REFUSED, "Ada": Step.REFUSED, "Bo": Step.INVITED, "Cleo": Step.INVITED}
    assert row in visible_nominations(rights(cast.cleo), step="invited")
    assert row not in visible_nominations(rights(cast.ada), step="invited")
    assert told(cast.ada) == ["Dan said no, thank you"]
    assert told(cast.bo) == told(cast.cleo) == []
    assert not AuditRow.objects.filter(verb__contains="refuse").exists()


def test_a_lead_who_does_not_invite_says_why_to_both(cast: Cast) -> None:
    row = nominated(cast.dan, cast.bo)
    with pytest.raises(Invalid):
        decline_nomination(actor=cast.ada, nomination=row, because="")
    for _ in range(2):
        decline_nomination(actor=cast.ada, nomination=row, because="after the parental leave")
    for who in (cast.dan, cast.bo):
        text = Notification.objects.get(person=who).text
        assert "after the parental leave" in text
    with pytest.raises(Conflict):
        invite_nominee(actor=cast.ada, nomination=row)
    assert nominate_person(actor=cast.bo, nominee=cast.dan, because="later") != row


def test_what_was_answered_is_not_answered_otherwise(cast: Cast) -> None:
    waiting = nominated(cast.dan, cast.cleo)
    with pytest.raises(Conflict):
        accept_nomination(actor=cast.dan, nomination=waiting)  # nobody invited yet
    withdraw_nomination(actor=cast.cleo, nomination=waiting)
    with pytest.raises(Conflict):
        invite_nominee(actor=cast.ada, nomination=waiting)
    row = nominated(cast.dan, cast.bo, invited_by=cast.ada)
    accept_nomination(actor=cast.dan, nomination=row)
    with pytest.raises(Conflict):
        refuse_nomination(actor=cast.dan, nomination=row)
    with pytest.raises(Conflict):
        withdraw_nomination(actor=cast.bo, nomination=row)


def test_taking_back_does_not_tell_that_there_was_a_no(cast: Cast) -> None:
    refused, early = nominated(cast.dan, cast.bo, invited_by=cast.ada), nominated(cast.dan, cast.cleo)
    for row in (refused, early):
        refuse_nomination(actor=cast.dan, nomination=row)
        row.refresh_from_db()
    assert step_of(early, rights(cast.ada)) == Step.WITHDRAWN
    withdraw_nomination(actor=cast.bo, nomination=refused)
    refused.refresh_from_db()
    assert step_of(refused, rights(cast.bo)) == Step.WITHDRAWN


def test_the_track_is_chosen_by_oneself_and_takes_nothing_away(cast: Cast) -> None:
    for _ in range(2):
        choose_track(actor=cast.bo, track="social_employee")
    assert AuditRow.objects.filter(verb="choose_track").count() == 1
    assert rights(cast.bo).has_role(RoleName.AMBASSADOR, cast.operations.pk)
    with pytest.raises(Invalid):
        choose_track(actor=cast.bo, track="influencer")
