"""How words, pictures and films will look in public, by the same steps that publish them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from manyvoices.federation.content import content
from manyvoices.media.models import File
from manyvoices.publishing.models import Attachment, Form
from manyvoices.web.own_media import by_path, shown_in
from manyvoices.web.shown_media import shown_file


@dataclass(frozen=True)
class Preview:
    """What components/post_body.html shows. `html` is made by us from what was typed; a title makes it an article."""

    html: str
    content_warning: str
    language: str
    pictures: list[dict[str, Any]]
    title: str = ""
    cover: dict[str, Any] | None = None


def preview(
    *,
    text: str,
    content_warning: str,
    language: str,
    attachments: Iterable[Attachment],
    typed: Mapping[str, str],
    form: str = Form.NOTE,
    title: str = "",
    cover: File | None = None,
    cover_alt: str = "",
) -> Preview:
    """The post as readers will see it; `typed` holds descriptions that are not saved yet (`alt-<id>`)."""
    shown = [shown_picture(attachment, typed) for attachment in attachments]
    is_article = form == Form.ARTICLE
    made = content(
        text=text,
        content_warning=content_warning,
        language=language,
        pictures=[_told(one) for one in shown] if is_article else [],
        form=form,
    )
    html = by_path(made["html"])
    return Preview(
        html=html,
        content_warning=content_warning,
        language=language,
        pictures=[one for one in shown if not (is_article and shown_in(html, one["url"]))],
        title=title if is_article else "",
        cover=shown_file(cover, cover_alt) if cover and is_article else None,
    )


def shown_picture(attachment: Attachment, typed: Mapping[str, str]) -> dict[str, Any]:
    """A picture or film for components/pictures.html."""
    field = f"alt-{attachment.pk}"
    alt = typed.get(field, attachment.alt)
    decorative = f"decorative-{attachment.pk}" in typed if field in typed else attachment.decorative
    return shown_file(attachment.file, "" if decorative else alt)


def _told(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url": shown["url"],
        "mediaType": "video/mp4" if shown["film"] else "image/jpeg",
        "name": shown["alt"],
        "width": shown["width"],
        "height": shown["height"],
    }
