"""From rows to what an adapter knows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from manyvoices.media.models import File
from manyvoices.networks import registry
from manyvoices.networks.contract import Account, Media, Mentioned, Outgoing, Receipt
from manyvoices.publishing.articles import teaser
from manyvoices.publishing.models import Attachment, Delivery, Form, InReplyTo, Origin
from manyvoices.voices.models import Channel


@dataclass(frozen=True)
class Load:
    """A delivery with everything its network call needs. `receipt` is what was published before, for edits and deletes."""

    delivery: Delivery
    account: Account
    outgoing: Outgoing
    receipt: Receipt | None


def load(row: Delivery) -> Load:
    """The delivery's words, pictures and account, in five queries."""
    full = Delivery.objects.select_related(
        "post__cover", "variant__post__voice", "channel", "parent__after", "after"
    ).get(pk=row.pk)
    attachments = list(
        full.post.attachments.select_related("file__poster").prefetch_related("file__subtitles")
    )
    published = full.parent
    above = full.after or (published.after if published else None)
    return Load(
        delivery=full,
        account=account(full.channel),
        outgoing=Outgoing(
            key=full.key,
            text=_text(full),
            language=full.variant.language,
            content_warning=full.variant.content_warning,
            kind=full.kind,
            world=full.world,
            made_at=full.made_at,
            # The pictures go with the first part of a thread.
            media=tuple(media(attachment) for attachment in attachments if full.part == 1),
            **_of_article(full),
            **_of_answer(full, above),
        ),
        receipt=Receipt(published.remote_id, published.url) if published and published.remote_id else None,
    )


def _text(row: Delivery) -> str:
    """The words of the part; of an article, where the network has none, what leads to it."""
    if row.text:
        return row.text
    limits = registry.limits(row.network)
    teased = row.post.form == Form.ARTICLE and not limits.article
    return teaser(row.variant, limits) if teased else row.variant.text


def _of_article(row: Delivery) -> dict[str, Any]:
    post = row.post
    if post.form != Form.ARTICLE or not registry.limits(row.network).article:
        return {}
    cover = _media(post.cover, post.cover_alt) if post.cover else None
    return {"form": post.form, "title": post.title, "cover": cover}


def _of_answer(row: Delivery, above: Delivery | None) -> dict[str, Any]:
    """What it hangs below; of an answer also who reads it and whom it names. Its first part hangs below what it answers."""
    parent = Receipt(above.remote_id, above.url) if above else None
    answered = (
        InReplyTo.objects.filter(post=row.post_id).first() if row.post.origin == Origin.ANSWER else None
    )
    if answered is None:
        return {"parent": parent}
    return {
        "parent": Receipt(answered.remote_id, answered.url) if row.part == 1 else parent,
        "audience": answered.audience,
        "mentions": tuple(Mentioned(str(one["id"]), str(one["address"])) for one in answered.mentions),
    }


def account(channel: Channel) -> Account:
    """The channel as its adapter sees it."""
    return Account(
        channel=channel.pk,
        voice=channel.voice_id,
        address=channel.address,
        secret=channel.secret,
        options=channel.options,
    )


def media(attachment: Attachment) -> Media:
    """A picture or film as its adapter sees it, with its public address."""
    return _media(attachment.file, "" if attachment.decorative else attachment.alt)


def _media(file: File, alt: str) -> Media:
    ours = settings.CONFIG.public_url
    return Media(
        url=ours + file.url,
        name=file.name,
        mime=file.mime,
        alt=alt,
        width=file.width,
        height=file.height,
        size=file.size,
        duration_ms=file.duration_ms,
        poster=ours + file.poster.url if file.poster else "",
        subtitles=tuple((one.language, ours + one.url) for one in file.subtitles.all())
        if file.duration_ms
        else (),
    )
