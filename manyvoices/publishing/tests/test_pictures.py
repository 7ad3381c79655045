"""Pictures on a draft."""

import pytest

from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.media.models import File
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.describe_picture import describe_picture
from manyvoices.publishing.actions.detach_picture import detach_picture
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.attached import MOST
from manyvoices.publishing.models import Post
from manyvoices.publishing.tests.stage import Stage, draft
from tests.cast import Cast


def picture() -> File:
    name = f"{new_id()}.webp"
    return File.objects.create(
        name=name, mime="image/webp", sha256="0" * 64, size=9, width=4, height=3, made_at=clock.now()
    )


# promise A15
def test_pictures_leave_in_their_order_with_their_words(cast: Cast, stage: Stage) -> None:
    post = draft(cast.bo, cast.bo_voice)
    files = [picture() for _ in range(3)]
    for file in files:
        attach_picture(actor=cast.bo, post=post, file=file, alt=f"shows {file.pk}")
    second = post.attachments.all()[1]
    describe_picture(actor=cast.bo, attachment=second, alt="a blue line", decorative=True)
    release_post(actor=cast.bo, post=post, revision=post.revision)
    stage.work()
    (sent,) = stage.network.outgoing
    assert [(media.name, media.alt) for media in sent.media] == [
        (files[0].name, f"shows {files[0].pk}"),
        (files[1].name, ""),
        (files[2].name, f"shows {files[2].pk}"),
    ]
    assert sent.media[0].url == f"https://voices.example/media/{files[0].name}"


def test_a_picture_alone_is_a_post(cast: Cast, stage: Stage) -> None:
    post = draft(cast.bo, cast.bo_voice, text="")
    attach_picture(actor=cast.bo, post=post, file=picture(), alt="the open bridge")
    release_post(actor=cast.bo, post=post, revision=post.revision)
    stage.work()
    assert len(stage.network.published) == 1


def test_there_is_a_most_for_a_draft_and_for_its_network(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    for _ in range(MOST):
        attach_picture(actor=cast.bo, post=post, file=picture())
    with pytest.raises(Invalid):
        attach_picture(actor=cast.bo, post=post, file=picture())
    with pytest.raises(Invalid) as refused:
        release_post(actor=cast.bo, post=post, revision=post.revision)
    assert set(refused.value.fields) == {"pictures"}


def test_a_description_is_bounded(cast: Cast) -> None:
    attachment = attach_picture(actor=cast.bo, post=draft(cast.bo, cast.bo_voice), file=picture(), alt="old")
    with pytest.raises(Invalid):
        describe_picture(actor=cast.bo, attachment=attachment, alt="x" * 1501)
    attachment.refresh_from_db()
    assert attachment.alt == "old"


def test_pictures_of_a_draft_are_its_authors_alone(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    attachment = attach_picture(actor=cast.bo, post=post, file=picture(), alt="old")
    for other in (cast.ada, cast.dan, cast.eve):
        with pytest.raises(Refused):
            attach_picture(actor=other, post=post, file=picture())
        with pytest.raises(Refused):
            describe_picture(actor=other, attachment=attachment, alt="new")
        with pytest.raises(Refused):
            detach_picture(actor=other, attachment=attachment)
    assert [one.alt for one in post.attachments.all()] == ["old"]


def test_pictures_of_a_released_post_stay(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    attachment = attach_picture(actor=cast.bo, post=post, file=picture())
    release_post(actor=cast.bo, post=post, revision=post.revision)
    fresh = Post.objects.get(pk=post.pk)
    with pytest.raises(Conflict):
        attach_picture(actor=cast.bo, post=fresh, file=picture())
    attachment.post = fresh
    with pytest.raises(Conflict):
        detach_picture(actor=cast.bo, attachment=attachment)
    assert fresh.attachments.count() == 1


def test_a_picture_can_be_taken_off(cast: Cast) -> None:
    post = draft(cast.bo, cast.bo_voice)
    detach_picture(actor=cast.bo, attachment=attach_picture(actor=cast.bo, post=post, file=picture()))
    assert not post.attachments.exists()
