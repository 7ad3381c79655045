"""Which kinds a pause stops."""

import pytest

from manyvoices.pauses.kinds import Covers, PostKind, stops


def test_an_ordinary_pause_stops_promotion_and_story_and_nothing_else() -> None:
    stopped = {kind for kind in PostKind if stops(Covers.PROMOTIONAL, kind)}
    assert stopped == {PostKind.PROMOTION, PostKind.STORY}


def test_a_full_pause_lets_only_crisis_posts_through() -> None:
    assert {kind for kind in PostKind if not stops(Covers.ALL_BUT_CRISIS, kind)} == {PostKind.CRISIS}


@pytest.mark.parametrize("covers", Covers)
def test_a_kind_nobody_knows_is_stopped(covers: Covers) -> None:
    """Doubt means paused."""
    assert stops(covers, "advert")
