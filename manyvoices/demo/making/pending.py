"""What waits: so that each page a visitor opens has something to decide."""

from datetime import timedelta

from manyvoices.core import tokens
from manyvoices.core.ids import new_id
from manyvoices.demo.content_files import read
from manyvoices.demo.making.ground import Ground
from manyvoices.notifications.models import Notification
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.models import Invitation, NominatedBy, Nomination, RoleName
from manyvoices.publishing.models import Delivery, Post, Variant

# Handle, hours from the start of today, kind, words.
PLANNED = (
    (
        "mira",
        32,
        PostKind.STORY,
        "Tomorrow at two: coffee in the canteen for everybody who thinks they have nothing to tell.",
    ),
    (
        "anna",
        45,
        PostKind.STORY,
        "Trying the new blocks on set 21 tonight. If you live at the Linden bend, listen for me. #brakes",
    ),
    ("northlight", 34, PostKind.PROMOTION, "Discover Mirren in autumn! Saver fares from 11.90. Book now."),
    ("northlight", 58, PostKind.PROMOTION, "Travel smarter. Travel Northlight. Family tickets now 15 % off."),
)
DRAFT = "What I learned from a year of not approving posts: "
TOLD = (
    (
        "nomination-felix",
        "Felix Brunner nominated himself",
        "He draws the night line from the cab. Decide whether to invite him.",
        "/nominations",
    ),
    (
        "nomination-pavel",
        "Tom Haller nominated Pavel Dvorak",
        "“He explains a wheelset to visitors so that even the accountant came back for more.”",
        "/nominations",
    ),
    (
        "consent-viktor",
        "Viktor Nowak does not want to be shown in pictures any more",
        "Pictures that show him are not used from now on. There is nothing for you to do.",
        "/people",
    ),
    (
        "replies-week",
        "Seven questions to your voice were answered this week",
        "The quickest answer took four minutes.",
        "/queue/",
    ),
)


def make_pending(ground: Ground) -> None:
    """Planned posts, a draft, nominations, an invitation, and what the lead was told."""
    _planned(ground)
    _nominations(ground)
    Invitation.objects.create(
        token_hash=tokens.hashed(tokens.new_token()),
        name="Johanna Feld",
        email="johanna.feld@northlight.example",
        unit=ground.units["Freight yards"],
        role=RoleName.AMBASSADOR,
        invited_by=ground.lead,
        invited_at=ground.ago(1),
        expires_at=ground.ago(-6),
    )
    Notification.objects.bulk_create(
        Notification(
            person=ground.lead,
            kind=key.partition("-")[0],
            key=key,
            subject=subject,
            text=text,
            link=link,
            made_at=ground.ago(place + 0.4),
            read_at=ground.ago(place) if place > 1 else None,
        )
        for place, (key, subject, text, link) in enumerate(TOLD)
    )


def _planned(ground: Ground) -> None:
    for handle, hours, kind, text in PLANNED:
        at = ground.anchor + timedelta(hours=hours)
        post, variant = _draft(ground, handle, kind, text)
        post.released_at, post.released_by, post.scheduled_at = ground.ago(0.5), post.prepared_by, at
        post.save(update_fields=["released_at", "released_by", "scheduled_at"])
        pk, channel = new_id(), ground.channels[handle]
        Delivery.objects.create(
            id=pk,
            post=post,
            channel=channel,
            variant=variant,
            key=str(pk),
            world=post.world,
            network=channel.network,
            kind=kind,
            made_at=ground.ago(0.5),
            due_at=at,
        )
    _draft(ground, "mira", PostKind.STORY, DRAFT)


def _draft(ground: Ground, handle: str, kind: str, text: str) -> tuple[Post, Variant]:
    voice, at = ground.voices[handle], ground.ago(0.6)
    author = voice.person or ground.lead
    post = Post.objects.create(
        voice=voice,
        kind=kind,
        language=voice.language,
        prepared_by=author,
        made_at=at,
        saved_at=at,
        time_zone="Europe/Berlin",
    )
    post.channels.set([ground.channels[handle]])
    variant = Variant.objects.create(
        post=post, language=voice.language, text=text, made_by=author, made_at=at
    )
    return post, variant


def _nominations(ground: Ground) -> None:
    for told in read("organisation")["nomination"]:
        invited = told.get("invited_days_ago")
        row = Nomination.objects.create(
            nominee=ground.people[told["nominee"]],
            nominated_by=ground.people[told["by"]],
            relation=NominatedBy(told["relation"]),
            reason=told["reason"],
            nominated_at=ground.ago(told["days_ago"]),
            invited_at=ground.ago(invited) if invited else None,
            invited_by=ground.lead if invited else None,
        )
        row.topics.set([ground.topics[tag] for tag in told["topics"]])
