import pytest
from pytest_django import DjangoAssertNumQueries

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.federation.models import Block, Showing
from manyvoices.federation.queries import awaiting_review, blocks_for, follower_count, replies_for, reply_for
from manyvoices.federation.tests.neighbours import follow, say, stranger
from manyvoices.federation.tests.replies import answered
from tests.cast import Cast


def test_who_speaks_and_who_edits_sees_the_replies(cast: Cast) -> None:
    note = say(cast.bo_voice)
    public, private = answered(note), answered(note, public=False, showing=Showing.HIDDEN)
    assert list(replies_for(cast.bo, note)) == [public, private]
    assert list(replies_for(cast.ada, note)) == [public]
    for other in (cast.cleo, cast.dan, cast.eve):
        assert not replies_for(other, note)


def test_one_reply_is_found_in_the_same_scope(cast: Cast) -> None:
    private = answered(say(cast.bo_voice), public=False)
    assert reply_for(cast.bo, private.pk) == private
    for other in (cast.ada, cast.eve):
        with pytest.raises(NotThere):
            reply_for(other, private.pk)


def test_who_left_sees_nothing(cast: Cast) -> None:
    note = say(cast.bo_voice)
    answered(note)
    cast.bo.is_active = False
    cast.bo.save()
    assert not replies_for(cast.bo, note)
    assert not blocks_for(cast.bo)


def test_new_contacts_wait_in_order(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    note = say(cast.brand_voice)
    waiting = [answered(note, showing=Showing.AWAITING) for _ in range(5)]
    answered(note)
    answered(note, showing=Showing.AWAITING, deleted_at=clock.now())
    with django_assert_max_num_queries(6):
        found = [(reply, reply.actor, reply.in_reply_to) for reply in awaiting_review(cast.ada)]
    assert [reply for reply, _actor, _note in found] == waiting
    assert not awaiting_review(cast.bo)


def test_everybody_sees_the_blocks_they_may_lift(cast: Cast) -> None:
    def block(**where: object) -> Block:
        return Block.objects.create(
            domain="evil.example", because="spam", placed_by=cast.ada, placed_at=clock.now(), **where
        )

    of_all, of_brand, of_bo = block(), block(voice=cast.brand_voice), block(voice=cast.bo_voice)
    block(ended_at=clock.now())
    assert set(blocks_for(cast.ada)) == {of_all, of_brand}
    assert set(blocks_for(cast.bo)) == {of_bo}
    assert not blocks_for(cast.eve)


def test_followers_that_left_are_not_counted(cast: Cast) -> None:
    first = follow(stranger("lena"), cast.bo_voice)
    follow(stranger("milo"), cast.bo_voice)
    assert follower_count(cast.bo_voice) == 2
    first.ended_at = clock.now()
    first.save()
    assert follower_count(cast.bo_voice) == 1
