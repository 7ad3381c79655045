"""How words and pictures will look in public, by the same steps that publish them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from manyvoices.federation.content import content
from manyvoices.publishing.models import Attachment


@dataclass(frozen=True)
class Preview:
    """What components/post_body.html shows. `html` is made from plain text, every character escaped."""

    html: str
    content_warning: str
    language: str
    pictures: list[dict[str, Any]]


def preview(
    *,
    text: str,
    content_warning: str,
    language: str,
    attachments: Iterable[Attachment],
    typed: Mapping[str, str],
) -> Preview:
    """The post as readers will see it; `typed` holds descriptions that are not saved yet (`alt-<id>`)."""
    made = content(text=text, content_warning=content_warning, language=language, pictures=[])
    return Preview(
        html=made["html"],
        content_warning=content_warning,
        language=language,
        pictures=[shown_picture(attachment, typed) for attachment in attachments],
    )


def shown_picture(attachment: Attachment, typed: Mapping[str, str]) -> dict[str, Any]:
    """A picture for components/pictures.html."""
    file, field = attachment.file, f"alt-{attachment.pk}"
    alt = typed.get(field, attachment.alt)
    decorative = f"decorative-{attachment.pk}" in typed if field in typed else attachment.decorative
    return {"url": file.url, "alt": "" if decorative else alt, "width": file.width, "height": file.height}
