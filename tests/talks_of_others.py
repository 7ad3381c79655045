"""Conversations of others, for asking every page about them (tests/things.py)."""

from typing import Any

from manyvoices.conversations.models import Direction
from manyvoices.conversations.tests.talks import says, talk
from manyvoices.core import clock
from manyvoices.publishing.models import Post, Variant
from manyvoices.voices.models import VoiceKind
from tests.cast import Cast, person, voice


def a_conversation(cast: Cast) -> dict[str, Any]:
    """A complaint to operations, which Fay answered as a department."""
    return _answered(cast)


def a_colleagues_conversation(cast: Cast) -> dict[str, Any]:
    """What somebody wrote to Bo's own voice, and to nobody else."""
    return _answered(cast, owner=cast.bo, voice=cast.bo_voice)


def _answered(cast: Cast, **fields: Any) -> dict[str, Any]:
    made, now, fay = talk(cast.operations, **fields), clock.now(), person("Fay", cast.operations)
    ops = voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)
    post = Post.objects.create(
        voice=ops, prepared_by=fay, made_at=now, saved_at=now, released_at=now, released_by=fay
    )
    Variant.objects.create(post=post, language="en", text="The bus is at eight.", made_by=fay, made_at=now)
    ours = says(made, "The bus is at eight.", direction=Direction.OUT, identity=None, post=post, by=fay)
    return {"conversation_id": made.pk, "message_id": ours.pk}
