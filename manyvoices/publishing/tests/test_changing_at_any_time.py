"""Whatever is pressed whenever, each post ends up there once, with its last words, or not at all (promise A11)."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.core.refusals import Refused
from manyvoices.networks.contract import TryLater, Unknown
from manyvoices.publishing.models import Delivery, Post
from manyvoices.publishing.tests.stage import FakeNetwork, Stage, fail, nothing, released
from manyvoices.publishing.tests.test_changing import edit, remove
from tests.cast import Cast

STEPS = [
    "work",
    "later",
    "edit",
    "remove",
    "500 before",
    "500 after",
    "busy",
    "all is well",
    "edit inside",
    "remove inside",
]


# promise A11
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=9))
def test_one_version_or_none(cast: Cast, stage: Stage, steps: list[str]) -> None:
    stage.network.clear()
    Delivery.objects.exclude(due_at=None).update(due_at=None)
    play = Play(cast, stage)
    for step in steps:
        play.step(step)
    stage.network.before = stage.network.after = nothing
    for _ in range(4):
        stage.later()
    assert stage.network.published.count(play.delivery.key) <= 1
    assert list(stage.network.posts.values()) == ([] if play.gone else [play.words])


class Play:
    """One post, what its author wants, and what was pressed so far."""

    def __init__(self, cast: Cast, stage: Stage) -> None:
        self.cast, self.stage = cast, stage
        self.words, self.gone = "words 0", False
        self.delivery = released(cast.bo, cast.bo_voice, self.words)

    def step(self, name: str) -> None:
        """Does one thing."""
        network: FakeNetwork = self.stage.network
        steps: dict[str, Callable[[], object]] = {
            "work": self.stage.work,
            "later": self.stage.later,
            "edit": self._edit,
            "remove": self._remove,
            "500 before": lambda: self._hooks(before=fail(Unknown("500"))),
            "500 after": lambda: self._hooks(after=fail(Unknown("500"))),
            "busy": lambda: self._hooks(before=fail(TryLater("busy"))),
            "all is well": self._hooks,
            "edit inside": lambda: self._hooks(after=lambda _key: self._once(self._edit)),
            "remove inside": lambda: self._hooks(after=lambda _key: self._once(self._remove)),
        }
        assert network
        steps[name]()

    def _hooks(self, before: Callable[[str], None] = nothing, after: Callable[[str], None] = nothing) -> None:
        self.stage.network.before, self.stage.network.after = before, after

    def _once(self, do: Callable[[], None]) -> None:
        self._hooks()
        do()

    def _edit(self) -> None:
        words = f"words {Post.objects.get(pk=self.delivery.post_id).variants.count()}"
        try:
            edit(self.cast, self.delivery.post, words)
        except Refused:
            assert self.gone
        else:
            self.words = words

    def _remove(self) -> None:
        if self.gone:
            with pytest.raises(Refused):
                remove(self.cast, self.delivery.post)
        else:
            remove(self.cast, self.delivery.post)
        self.gone = True
