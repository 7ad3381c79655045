"""A second pair of eyes: asked, approved, advised, taken back, escalated; each once, and never by oneself."""

from datetime import UTC, datetime, timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person, Role, RoleName
from manyvoices.publishing.actions.advise_post import advise_post
from manyvoices.publishing.actions.approve_post import approve_post
from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.actions.discard_draft import discard_draft
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.actions.withdraw_approval import withdraw_approval
from manyvoices.publishing.approving import NeedsApproval
from manyvoices.publishing.models import Approval, Delivery, Post, State
from manyvoices.publishing.tests.approvals import asked, dans_voice, say
from manyvoices.publishing.tests.role_tries import _file as a_file
from manyvoices.publishing.tests.stage import Stage, draft, state
from manyvoices.publishing.work.approvals import escalate
from tests.cast import Cast, person, role


def told(who: Person) -> list[str]:
    return list(Notification.objects.filter(person=who, kind="approval").values_list("subject", flat=True))


def wall(hours: int) -> datetime:
    return (clock.now() + timedelta(hours=hours)).astimezone(UTC).replace(tzinfo=None)


def test_who_has_no_grant_asks_and_the_approver_lets_it_leave(cast: Cast, stage: Stage) -> None:
    post = draft(cast.dan, dans_voice(cast))
    with pytest.raises(NeedsApproval):
        release_post(actor=cast.dan, post=post, revision=post.revision)
    approval = ask_approval(actor=cast.dan, post=post, revision=post.revision, word="Is that right?")
    assert told(cast.ada) == ["Dan asks you to look at a post of @dan"]
    assert stage.work() == 0
    approve_post(actor=cast.ada, approval=approval)
    post.refresh_from_db()
    assert (post.released_by, post.prepared_by) == (cast.ada, cast.dan)
    stage.work()
    assert state(Delivery.objects.get(post=post)) == State.SENT
    assert told(cast.dan) == ["Your post of @dan is approved"]
    with pytest.raises(Conflict):
        approve_post(actor=cast.ada, approval=approval)
    assert Delivery.objects.filter(post=post).count() == 1


# promise I16
def test_nobody_approves_their_own_words(cast: Cast) -> None:
    role(cast.dan, RoleName.EDITOR, cast.elsewhere)  # no grant where his voice stands
    approval = asked(cast)
    role(cast.dan, RoleName.EDITOR, cast.operations)
    for nobody in (cast.dan, cast.bo, cast.cleo, cast.eve):
        with pytest.raises(Refused):
            approve_post(actor=nobody, approval=approval)
        with pytest.raises(Refused):
            advise_post(actor=nobody, approval=approval, advice="Mine.")
    approval.refresh_from_db()
    assert approval.state == "waiting"


# promise I16
@pytest.mark.parametrize("when", ["waiting", "approved"])
def test_an_edit_voids_it(cast: Cast, stage: Stage, when: str) -> None:
    approval = asked(cast)
    post = Post.objects.get(pk=approval.post_id)
    if when == "approved":
        approve_post(actor=cast.ada, approval=approval)
        words = post.variants.get()
        edit_post(
            actor=cast.dan, post=Post.objects.get(pk=post.pk), version=words.version, text="The bridge fell."
        )
        assert "Words that you approved were changed" in told(cast.ada)
    else:
        say(post, "The bridge fell.")
    approval.refresh_from_db()
    assert approval.state == "void"
    post.refresh_from_db()
    assert post.is_draft
    with pytest.raises(Refused):
        approve_post(actor=cast.ada, approval=approval)
    with pytest.raises(NeedsApproval):
        release_post(actor=cast.dan, post=post, revision=post.revision)
    stage.later()
    assert not stage.network.published


# promise I16
def test_a_change_behind_the_back_of_all_actions_is_noticed_at_the_press_and_at_its_time(
    cast: Cast, stage: Stage
) -> None:
    """Whatever forgets to void an approval: the words themselves are compared."""
    approval = asked(cast)
    approval.post.variants.update(text="The bridge fell.")
    with pytest.raises(Conflict):
        approve_post(actor=cast.ada, approval=approval)
    approval.refresh_from_db()
    assert approval.state == "void"
    fresh = ask_approval(actor=cast.dan, post=approval.post, revision=approval.post.revision)
    approve_post(actor=cast.ada, approval=fresh)
    approval.post.attachments.create(file=a_file())
    stage.work()
    row = Delivery.objects.get(post=approval.post)
    assert (row.state, stage.network.published) == (State.FAILED, [])
    assert "changed after they were approved" in row.last_error


def test_an_approver_without_the_role_at_its_time_lets_nothing_leave(cast: Cast, stage: Stage) -> None:
    flo = person("Flo", cast.operations)
    role(flo, RoleName.EDITOR, cast.operations)
    approval = asked(cast)
    approve_post(actor=flo, approval=approval)
    Role.objects.filter(person=flo).update(ended_at=clock.now())
    stage.work()
    assert state(Delivery.objects.get(post=approval.post)) == State.FAILED


def test_it_leaves_at_the_wished_time_and_stays_approved_as_a_draft(cast: Cast, stage: Stage) -> None:
    post = draft(cast.dan, dans_voice(cast))
    approval = ask_approval(actor=cast.dan, post=post, revision=post.revision, wall=wall(5), time_zone="UTC")
    approve_post(actor=cast.ada, approval=approval)
    assert stage.work() == 0
    post = unschedule_post(actor=cast.dan, post=Post.objects.get(pk=post.pk))
    released = release_post(actor=cast.dan, post=post, revision=post.revision)
    assert released.released_by == cast.ada
    stage.work()
    assert len(stage.network.published) == 1


def test_where_the_wished_time_passed_the_author_is_asked_for_another(cast: Cast, stage: Stage) -> None:
    post = draft(cast.dan, dans_voice(cast))
    approval = ask_approval(actor=cast.dan, post=post, revision=post.revision, wall=wall(5), time_zone="UTC")
    Approval.objects.update(wanted_at=clock.now() - timedelta(minutes=1))
    approval.refresh_from_db()
    approve_post(actor=cast.ada, approval=approval)
    post.refresh_from_db()
    assert post.is_draft
    assert told(cast.dan) == ["Your post of @dan is approved, but its time has passed"]
    released = release_post(actor=cast.dan, post=post, revision=post.revision, wall=wall(6), time_zone="UTC")
    assert released.released_by == cast.ada


def test_advice_comes_back_and_the_words_stay_the_authors(cast: Cast) -> None:
    approval = asked(cast)
    with pytest.raises(Invalid):
        advise_post(actor=cast.ada, approval=approval, advice="  ")
    advise_post(actor=cast.ada, approval=approval, advice="Say which bridge.")
    approval.refresh_from_db()
    assert (approval.state, approval.advice) == ("advised", "Say which bridge.")
    assert approval.post.variants.get().text == "The bridge is open."
    assert told(cast.dan) == ["Ada has advice on your post of @dan"]
    with pytest.raises(Conflict):
        approve_post(actor=cast.ada, approval=approval)
    post = say(approval.post, "The harbour bridge is open.")
    assert ask_approval(actor=cast.dan, post=post, revision=post.revision).state == "waiting"


def test_asking_twice_and_taking_back_twice(cast: Cast) -> None:
    approval = asked(cast)
    with pytest.raises(Conflict):
        ask_approval(actor=cast.dan, post=approval.post, revision=approval.post.revision)
    with pytest.raises(Refused):
        withdraw_approval(actor=cast.ada, approval=approval)
    withdraw_approval(actor=cast.dan, approval=approval)
    with pytest.raises(Conflict):
        withdraw_approval(actor=cast.dan, approval=approval)
    with pytest.raises(Conflict):
        approve_post(actor=cast.ada, approval=approval)


def test_without_an_answer_others_are_asked_once_and_nothing_leaves(cast: Cast, stage: Stage) -> None:
    flo = person("Flo", cast.operations)
    role(flo, RoleName.PROGRAMME_LEAD, cast.operations)
    approval = asked(cast)
    with pytest.raises(Refused):
        approve_post(actor=flo, approval=approval)
    for _ in range(2):
        Approval.objects.update(taken_by=7)
        escalate(approval.pk, 7)
        escalate(approval.pk, 8)
    assert told(flo) == ["A post of @dan waits for an answer longer than agreed"]
    assert told(cast.dan) == ["Your post of @dan was not answered in time"]
    stage.later()
    approval.refresh_from_db()
    assert (approval.state, approval.due_at, stage.network.published) == ("waiting", None, [])
    approve_post(actor=flo, approval=approval)
    stage.work()
    assert len(stage.network.published) == 1


def test_a_discarded_draft_waits_for_nobody(cast: Cast) -> None:
    approval = asked(cast)
    discard_draft(actor=cast.dan, post=approval.post)
    with pytest.raises(Conflict):
        approve_post(actor=cast.ada, approval=approval)


def test_where_nobody_can_answer_it_is_said_at_once(cast: Cast) -> None:
    Role.objects.filter(name__in=[RoleName.EDITOR, RoleName.PROGRAMME_LEAD]).update(ended_at=clock.now())
    with pytest.raises(Invalid, match="Nobody can answer"):
        asked(cast)
    assert not Approval.objects.exists()
