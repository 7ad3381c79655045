"""Whatever is pressed in whatever order, nothing leaves that a colleague has not approved word for word (promise I16)."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.core.refusals import Invalid, Refused
from manyvoices.publishing import approved_words, approving, voiding
from manyvoices.publishing.actions import approve_post as approve_module
from manyvoices.publishing.actions import ask_approval as ask_module
from manyvoices.publishing.actions.advise_post import advise_post
from manyvoices.publishing.actions.approve_post import approve_post
from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.actions.withdraw_approval import withdraw_approval
from manyvoices.publishing.models import Approval, Delivery, Post
from manyvoices.publishing.tests.approvals import dans_voice, say
from manyvoices.publishing.tests.stage import Stage, draft
from manyvoices.publishing.work.approvals import escalate
from manyvoices.voices.models import Voice
from tests.cast import Cast

STEPS = [
    "ask",
    "approve",
    "approve own",
    "advise",
    "withdraw",
    "escalate",
    "edit",
    "edit planned",
    "publish",
    "make draft",
    "work",
    "all but leave",
]
LEAK = ["ask", "edit", "approve", "work"]


# promise I16
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=12))
def test_nothing_leaves_unapproved(cast: Cast, stage: Stage, steps: list[str]) -> None:
    play(cast, stage, steps)


# promise I16
def test_the_machine_can_fail(cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken twin looks at no words: what was changed after it was shown leaves, and the machine sees it."""
    play(cast, stage, LEAK)
    for module in (approved_words, approving, voiding, approve_module, ask_module):
        monkeypatch.setattr(module, "fingerprint_of", lambda _post: "the same", raising=False)
    with pytest.raises(AssertionError, match="nobody approved"):
        play(cast, stage, LEAK)


def play(cast: Cast, stage: Stage, steps: list[str]) -> None:
    stage.network.clear()
    Delivery.objects.exclude(due_at=None).update(due_at=None)
    voice = Voice.objects.filter(handle="dan").first() or dans_voice(cast)
    one = Play(cast, stage, voice)
    for step in [*steps, "work"]:
        with suppress(Refused, Invalid):
            one.step(step)
        said = {outgoing.text for outgoing in stage.network.outgoing}
        assert said <= one.approved, f"nobody approved {said - one.approved}"
        assert len(stage.network.published) <= 1
    assert not Approval.objects.filter(post=one.post, state="approved", answered_by=cast.dan).exists()


class Play:
    """One draft of Dan's. `shown` are the words that the approver has before their eyes, `approved` what they agreed to."""

    def __init__(self, cast: Cast, stage: Stage, voice: Voice) -> None:
        self.cast, self.stage = cast, stage
        self.shown, self.approved, self.words = "", set[str](), 0
        stage.network.outgoing.clear()
        self.post = draft(cast.dan, voice, "words 0")

    def step(self, name: str) -> None:
        """Does one thing; what is refused changes nothing."""
        self.post = Post.objects.get(pk=self.post.pk)
        steps: dict[str, Callable[[], object]] = {
            "ask": self._ask,
            "approve": self._approve,
            "approve own": lambda: approve_post(actor=self.cast.dan, approval=self._approval()),
            "advise": lambda: advise_post(actor=self.cast.ada, approval=self._approval(), advice="Shorter."),
            "withdraw": lambda: withdraw_approval(actor=self.cast.dan, approval=self._approval()),
            "escalate": self._escalate,
            "edit": lambda: say(self.post, self._other()),
            "edit planned": self._edit_planned,
            "publish": lambda: release_post(actor=self.cast.dan, post=self.post, revision=self.post.revision),
            "make draft": lambda: unschedule_post(actor=self.cast.dan, post=self.post),
            "work": self.stage.work,
            "all but leave": lambda: Delivery.objects.filter(post=self.post, state="queued").update(
                state="paused"
            ),
        }
        steps[name]()

    def _approval(self) -> Approval:
        found = Approval.objects.filter(post=self.post).order_by("-id").first()
        if found is None:
            raise Refused
        return found

    def _ask(self) -> None:
        ask_approval(actor=self.cast.dan, post=self.post, revision=self.post.revision)
        self.shown = self._says()

    def _approve(self) -> None:
        approve_post(actor=self.cast.ada, approval=self._approval())
        self.approved.add(self.shown)

    def _escalate(self) -> None:
        Approval.objects.filter(post=self.post).update(taken_by=1)
        escalate(self._approval().pk, 1)

    def _edit_planned(self) -> None:
        newest = self.post.variants.order_by("-version")[0]
        edit_post(actor=self.cast.dan, post=self.post, version=newest.version, text=self._other())

    def _other(self) -> str:
        self.words += 1
        return f"words {self.words}"

    def _says(self) -> str:
        return self.post.variants.order_by("-version")[0].text
