"""A film from the composer to its page."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manyvoices.federation.content import content
from manyvoices.media.models import File
from manyvoices.media.tests.films import film_file, small_png
from manyvoices.publishing.models import Attachment, Delivery, Post
from manyvoices.publishing.work.loading import media
from manyvoices.web.publishing.tests.writing import draft_by, filled, signed_in
from tests.cast import Cast

SUBTITLES = b"1\n00:00:00,100 --> 00:00:02,000\nThe <b>train</b> stands.\n"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def pressed(cast: Cast, draft: Post, **more: Any) -> Any:
    draft.refresh_from_db()
    form = filled(cast.bo_voice, revision=draft.revision, **more)
    return signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), form)


def test_a_film_gets_subtitles_and_a_poster_and_leaves(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    sent = pressed(cast, draft, attach="1", **{"film-file": upload("a.html", film_file(sound=""))})
    assert sent.status_code == 302
    attachment = Attachment.objects.get()
    first = attachment.file.poster
    pressed(cast, draft, **{"film-subtitles": upload("a.srt", SUBTITLES), "film-language": "de"})
    pressed(cast, draft, **{"film-choose": "1", "film-second": "0,5"})
    page = pressed(cast, draft, publish="1")
    assert "no description yet" in page.content.decode()
    attachment.file.refresh_from_db()
    assert attachment.file.poster != first
    told = media(attachment)
    assert [language for language, _url in told.subtitles] == ["de"]
    assert attachment.file.poster is not None
    assert told.poster.endswith(attachment.file.poster.name)
    assert (told.duration_ms, told.mime) == (attachment.file.duration_ms, "video/mp4")
    assert pressed(cast, draft, publish="1", reminded="1").status_code == 302
    assert Delivery.objects.count() == 1


def test_a_film_stands_alone_and_a_bad_one_costs_no_word(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    refused = pressed(cast, draft, attach="1", text="Kept", **{"film-file": upload("a.mp4", b"<script>")})
    assert refused.status_code == 422
    assert "no MP4" in refused.content.decode()
    assert draft.variants.get().text == "Kept"
    pressed(cast, draft, attach="1", pictures=upload("a.png", small_png()))
    both = pressed(cast, draft, attach="1", **{"film-file": upload("a.mp4", film_file(sound=""))})
    assert "pictures or one film" in both.content.decode()
    assert File.objects.filter(mime="video/mp4").count() == 0


def test_odd_requests_about_a_film_are_answered(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    odd = {"film-choose": "1", "film-second": "nan", "film-unsubtitle": "xx", "film-language": "??"}
    assert pressed(cast, draft, **odd).status_code == 302
    wrong = {"film-subtitles": upload("a.vtt", SUBTITLES), "film-language": "??"}
    assert pressed(cast, draft, **wrong).status_code == 302  # there is no film they could belong to


def test_a_film_is_told_to_other_servers_whole() -> None:
    told = {
        "url": "/media/a.mp4",
        "mediaType": "video/mp4",
        "name": "A train",
        "width": 4,
        "height": 3,
        "duration_ms": 1500,
        "poster": "/media/a.jpg",
        "subtitles": [{"language": "de", "url": "/media/a.vtt"}],
    }
    (kept,) = content(text="", content_warning="", language="en", pictures=[told])["attachments"]
    assert kept["poster"].startswith("http")
    assert kept["subtitles"][0]["url"].endswith("://voices.example/media/a.vtt")
