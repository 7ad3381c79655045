"""An article from the composer to its page, its document and the other channels."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from manyvoices.federation.adapter import make
from manyvoices.federation.models import Note
from manyvoices.federation.rendering.note import note as rendered
from manyvoices.media.tests.films import small_png
from manyvoices.networks import registry
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.actions.remove_post import remove_post
from manyvoices.publishing.models import Delivery, Form, Post
from manyvoices.publishing.tests.stage import Desk, FakeNetwork, Stage
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.web.publishing.tests.writing import draft_by, filled, signed_in
from tests.cast import Cast

TEXT = (
    "## Why\n\nThe new pads are *quiet*. Nobody woke up.\n\n[more](https://rail.example) <b>raw</b> #brakes"
)
ARTICLE = {"article-form": "article", "article-title": "Quieter  brakes", "article-alt": ""}


@pytest.fixture
def stage(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A worker with our own server in it; other networks are played."""
    network, desk = FakeNetwork(), Desk()
    played = Stage(network, desk)
    ours = make(played.tools)
    monkeypatch.setattr(registry, "adapter", lambda name, _tools: ours if name == "native" else network)
    yield played
    desk.close()


def sent(cast: Cast, draft: Post, **more: Any) -> Any:
    form = filled(cast.bo_voice, TEXT, revision=draft.revision, **{**ARTICLE, **more})
    return signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), form)


def test_an_article_is_written_published_and_read(cast: Cast, stage: Stage, client: Client) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    cover = SimpleUploadedFile("c.png", small_png())
    sent(cast, draft, attach="1", **{"article-cover": cover})
    draft.refresh_from_db()
    assert (draft.form, draft.title, draft.cover is not None) == (Form.ARTICLE, "Quieter brakes", True)
    assert sent(cast, draft, publish="1", reminded="1", **{"article-alt": "Pads"}).status_code == 302
    stage.later()
    note = Note.objects.get()
    document = rendered(note)
    assert (document["type"], document["name"], document["image"]["name"]) == (
        "Article",
        "Quieter brakes",
        "Pads",
    )
    assert "<h2>Why</h2>" in note.html
    assert "&lt;b&gt;raw" in note.html
    page = client.get(f"/@bo/{note.pk}").content.decode()
    assert "Quieter brakes</h1>" in page
    assert "<h2>Why</h2>" in page
    assert "Quieter brakes" in client.get("/@bo/articles").content.decode()
    assert client.get(f"/@bo/articles/{draft.pk}")["Location"] == note.url
    assert "<title>Quieter brakes</title>" in client.get("/@bo/feed.atom").content.decode()
    assert "Quieter brakes" in client.get("/search?q=quieter").content.decode()
    assert note.url in client.get("/sitemap.xml").content.decode()


def test_an_article_is_edited_and_taken_back(cast: Cast, stage: Stage, client: Client) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    sent(cast, draft, publish="1")
    stage.later()
    post = Post.objects.get()
    edit_post(actor=cast.bo, post=post, version=1, text="New words.", title="Silent brakes")
    stage.later()
    note = Note.objects.get()
    assert (note.title, note.html, note.form) == ("Silent brakes", "<p>New words.</p>", "article")
    remove_post(actor=cast.bo, post=Post.objects.get())
    stage.later()
    assert client.get(f"/@bo/{note.pk}").status_code == 410
    assert client.get(f"/@bo/articles/{post.pk}").status_code == 404
    assert Note.objects.get().title == ""


def test_other_channels_are_told_title_sentence_and_link(cast: Cast, stage: Stage) -> None:
    connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")
    draft = draft_by(cast.bo, cast.bo_voice)
    sent(cast, draft, publish="1")
    stage.later()
    (told,) = stage.network.outgoing
    assert told.text == (
        "Quieter brakes\n\nThe new pads are quiet.\n\n" + f"https://voices.example/@bo/articles/{draft.pk}"
    )
    assert (told.form, told.title) == ("note", "")


def test_an_article_without_a_home_or_a_title_is_not_released(cast: Cast) -> None:
    practice = connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")
    draft = draft_by(cast.bo, cast.bo_voice)
    assert (
        "Choose the channel on your own server"
        in sent(cast, draft, publish="1", channels=[str(practice.pk)]).content.decode()
    )
    draft.refresh_from_db()
    assert "needs a title" in sent(cast, draft, publish="1", **{"article-title": " "}).content.decode()
    assert not Delivery.objects.exists()
    assert Post.objects.get().title == ""


def test_the_preview_shows_markdown_and_saves_nothing(cast: Cast) -> None:
    form = {**filled(cast.bo_voice, TEXT), **ARTICLE}
    page = signed_in(cast.bo).post(reverse("preview"), form).content.decode()
    assert "<h2>Why</h2>" in page
    assert "<em>quiet</em>" in page
    assert "&lt;b&gt;" in page
    assert not Post.objects.exists()
