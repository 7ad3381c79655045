"""The composer's switch between a post and an article: title, cover, and how Markdown is written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.films import is_film
from manyvoices.media.pictures import BadPicture, prepare
from manyvoices.people.models import Person
from manyvoices.publishing.actions.put_cover import put_cover
from manyvoices.publishing.actions.write_article import write_article
from manyvoices.publishing.models import Form, Post
from manyvoices.publishing.titles import LONGEST_TITLE

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened


def show_article(opened: "Opened") -> Mapping[str, Any]:
    """What was typed, else what is saved; `?form=article` opens a new draft as an article."""
    request, post = opened.request, opened.post
    fallback = post.form if post else request.GET.get("form", "")
    if post and not _began(post) and "form" in request.GET:
        fallback = request.GET["form"]
    return {
        "is_article": request.POST.get("article-form", fallback) == Form.ARTICLE,
        "title": request.POST.get("article-title", post.title if post else ""),
        "cover": post.cover if post else None,
        "cover_alt": request.POST.get("article-alt", post.cover_alt if post else ""),
        "pictures": _pictures(post),
        "longest": LONGEST_TITLE,
    }


def keep_article(request: HttpRequest, person: Person, post: Post) -> None:
    """Keeps form, title and cover; a form that does not send them changes nothing. Raises Refused, Invalid, Conflict."""
    given = request.POST
    if "article-form" not in given:
        return
    new = (given["article-form"], given.get("article-title", ""), given.get("article-alt", post.cover_alt))
    if new != (post.form, post.title, post.cover_alt):
        write_article(actor=person, post=post, form=new[0], title=new[1], cover_alt=new[2])
    if "article-uncover" in given:
        put_cover(actor=person, post=post, file=None)
    upload: Any = request.FILES.get("article-cover")
    if upload is not None:
        try:
            picture = prepare(upload)
        except BadPicture as error:
            raise Invalid(cover=str(error)) from None
        put_cover(actor=person, post=post, file=keep_picture(actor=person, picture=picture), alt=new[2])


def _began(post: Post) -> bool:
    return post.revision > 1


def _pictures(post: Post | None) -> list[dict[str, str]]:
    """What to write in the text so that an attached picture stands there."""
    attached = post.attachments.select_related("file") if post else ()
    return [{"markdown": f"![]({one.file.url})"} for one in attached if not is_film(one.file)]
