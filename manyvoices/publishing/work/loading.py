"""From rows to what an adapter knows."""

from dataclasses import dataclass

from django.conf import settings

from manyvoices.networks.contract import Account, Media, Outgoing, Receipt
from manyvoices.publishing.models import Attachment, Delivery
from manyvoices.voices.models import Channel


@dataclass(frozen=True)
class Load:
    """A delivery with everything its network call needs. `receipt` is what was published before, for edits and deletes."""

    delivery: Delivery
    account: Account
    outgoing: Outgoing
    receipt: Receipt | None


def load(row: Delivery) -> Load:
    """The delivery's words, pictures and account, in four queries."""
    full = Delivery.objects.select_related("post", "variant", "channel", "parent").get(pk=row.pk)
    attachments = list(full.post.attachments.select_related("file"))
    published = full.parent
    return Load(
        delivery=full,
        account=account(full.channel),
        outgoing=Outgoing(
            key=full.key,
            text=full.variant.text,
            language=full.variant.language,
            content_warning=full.variant.content_warning,
            kind=full.kind,
            world=full.world,
            made_at=full.made_at,
            media=tuple(media(attachment) for attachment in attachments),
        ),
        receipt=Receipt(published.remote_id, published.url) if published and published.remote_id else None,
    )


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
    """A picture as its adapter sees it, with its public address."""
    file = attachment.file
    return Media(
        url=settings.CONFIG.public_url + file.url,
        name=file.name,
        mime=file.mime,
        alt="" if attachment.decorative else attachment.alt,
        width=file.width,
        height=file.height,
        size=file.size,
    )
