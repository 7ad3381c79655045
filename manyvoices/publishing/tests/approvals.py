"""Dan, who has a voice and no grant, and what colleagues do with his drafts."""

from manyvoices.publishing.actions.ask_approval import ask_approval
from manyvoices.publishing.actions.save_draft import Words, save_draft
from manyvoices.publishing.models import Approval, Post
from manyvoices.publishing.tests.stage import draft
from manyvoices.voices.models import Voice, VoiceKind
from tests.cast import Cast, voice


def dans_voice(cast: Cast) -> Voice:
    """A voice in operations, whose person may not publish unreviewed."""
    return voice("dan", "Dan", kind=VoiceKind.PERSON, person=cast.dan, unit=cast.operations, brand=cast.brand)


def asked(cast: Cast, text: str = "The bridge is open.", kind: str = "story") -> Approval:
    """Dan's draft, waiting for an answer; it leaves as soon as it is approved."""
    post = draft(cast.dan, dans_voice(cast), text, kind)
    return ask_approval(actor=cast.dan, post=post, revision=post.revision)


def say(post: Post, text: str) -> Post:
    """Other words for the draft, by its author."""
    post.refresh_from_db()
    channels = [channel.pk for channel in post.channels.all()]
    words = Words(
        text=text, content_warning="", language="en", kind=post.kind, voice=post.voice, channels=channels
    )
    return save_draft(actor=post.prepared_by, post=post, revision=post.revision, words=words)
