"""The composer's film: its poster and subtitles, beside what it shows."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_film import keep_film
from manyvoices.media.film_reading import BadFilm, remade
from manyvoices.media.pictures import BadPicture, prepare
from manyvoices.media.subtitles import UPLOAD_BYTES
from manyvoices.people.models import Person
from manyvoices.people.spoken import languages_to_choose
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.choose_poster import choose_poster
from manyvoices.publishing.actions.subtitle_film import subtitle_film
from manyvoices.publishing.actions.unsubtitle_film import unsubtitle_film
from manyvoices.publishing.attached import check_room
from manyvoices.publishing.models import Attachment, Post
from manyvoices.web.publishing.previewing import shown_picture

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened


def show_film(opened: "Opened") -> Mapping[str, Any]:
    """The film of the draft, if there is one; else whether there is room for one."""
    post, typed = opened.post, opened.request.POST
    attachment = film_of(post) if post else None
    if post is None or attachment is None:
        return {"film": None, "room": post is None or not post.attachments.exists()}
    return {
        "film": shown_picture(attachment, typed.dict()),
        "attachment": attachment,
        "alt": typed.get(f"alt-{attachment.pk}", attachment.alt),
        "second": typed.get("film-second", "2"),
        "last": attachment.file.duration_ms // 1000,
        "language": post.language,
        "languages": languages_to_choose(),
    }


def keep_film_parts(request: HttpRequest, person: Person, post: Post) -> None:
    """Takes the film, its subtitles and its poster, as far as they were sent. Raises Refused, Invalid, Conflict."""
    upload = request.FILES.get("film-file")
    if upload is not None:
        _attach(upload, person, post)
    attachment = film_of(post)
    if attachment is not None:
        _change(request, person, attachment)


def film_of(post: Post) -> Attachment | None:
    """The film of the draft."""
    found = post.attachments.filter(file__mime__startswith="video/").select_related(
        "file__poster", "post__voice"
    )
    return found.prefetch_related("file__subtitles").first()


def _attach(upload: Any, person: Person, post: Post) -> None:
    check_room(post, film=True)  # before seconds are spent on it
    try:
        with remade(upload) as film:
            kept = keep_film(actor=person, film=film)
    except BadFilm as bad:
        raise Invalid(film=str(bad)) from None
    attach_picture(actor=person, post=post, file=kept)


def _change(request: HttpRequest, person: Person, attachment: Attachment) -> None:
    files: Any = request.FILES
    subtitles, poster = files.get("film-subtitles"), files.get("film-poster")
    if subtitles is not None:
        content = subtitles.read(UPLOAD_BYTES + 1)
        language = request.POST.get("film-language", "")
        subtitle_film(actor=person, attachment=attachment, language=language, upload=content)
    if "film-unsubtitle" in request.POST:
        unsubtitle_film(actor=person, attachment=attachment, language=request.POST["film-unsubtitle"])
    if poster is not None:
        try:
            choose_poster(actor=person, attachment=attachment, picture=prepare(poster))
        except BadPicture as bad:
            raise Invalid(film=str(bad)) from None
    elif "film-choose" in request.POST:
        choose_poster(
            actor=person, attachment=attachment, second=_second(request.POST.get("film-second", ""))
        )


def _second(given: str) -> float:
    with suppress(ValueError, OverflowError):
        second = float(given.replace(",", "."))
        if 0 <= second <= 10_000:
            return second
    return 0.0
