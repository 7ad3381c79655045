"""A working day at Northlight: posts in every state, a reply, drafts with pictures, for the working screens."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.test import Client
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from manyvoices.core import clock
from manyvoices.federation.models import Note, ReactionKind
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import prepare
from manyvoices.people.models import Person
from manyvoices.publishing.actions.attach_picture import attach_picture
from manyvoices.publishing.actions.edit_post import edit_post
from manyvoices.publishing.models import Delivery, Post, State
from manyvoices.web.public.tests.rows import a_post, a_reaction, a_reply, somebody
from manyvoices.web.publishing.tests.writing import draft_by, in_state, released_by
from tests.cast import Cast, make_cast

STORY = (
    "First snow on the plateau this morning, and nobody in the carriage looked at a phone for four minutes."
)


def fill_desk() -> tuple[Cast, Post, Post]:
    """Writes all of it; returns the cast, a live post with a reply, and a draft with two pictures."""
    cast = make_cast()
    cast.organisation.time_zone = "Europe/Oslo"
    cast.organisation.save(update_fields=["time_zone"])
    live = _live(cast)
    _waiting(cast)
    draft = draft_by(cast.bo, cast.bo_voice, "How a battery train gets through a night at −19 °C. #trains")
    for alt in ("Snow on a wide plateau at sunrise; two rails run towards low mountains.", ""):
        file = keep_picture(actor=cast.bo, picture=prepare(drawing()))
        attach_picture(actor=cast.bo, post=draft, file=file, alt=alt)
    return cast, live, draft


def signed_in(page: Page, origin: str, person: Person) -> Page:
    """`page` with a session of this person."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
    return page


def _live(cast: Cast) -> Post:
    post = released_by(cast.bo, cast.bo_voice, STORY)
    edit_post(actor=cast.bo, post=post, version=1, text=f"{STORY}\n\nI drove a little slower than I had to.")
    delivery = in_state(post, State.SENT)
    note = a_post(cast.bo_voice)
    Note.objects.filter(pk=note.pk).update(delivery_key=delivery.key)
    guest = somebody("Mia Tran", "fosstodon.example", username="mia")
    a_reply(note, guest, "<p>That was us in coach 3! My daughter drew it.</p>")
    a_reply(note, guest, "<p>Buy cheap watches</p>", showing="awaiting")
    a_reaction(note, guest, ReactionKind.LIKE)
    return post


def _waiting(cast: Cast) -> None:
    moved: dict[str, tuple[str, dict[str, Any]]] = {
        "Ask me what a switch heater is.": (State.UNKNOWN, {"asked_at": clock.now(), "due_at": None}),
        "The café car is open again.": (
            State.FAILED,
            {"last_error": "The token has expired.", "due_at": None},
        ),
        "Forty beds are left in the Christmas night train.": (State.PAUSED, {"due_at": None}),
        "Good morning from platform 1.": (State.SENDING, {}),
    }
    for text, (state, fields) in moved.items():
        in_state(released_by(cast.bo, cast.bo_voice, text), state, **fields)
    planned = released_by(cast.bo, cast.bo_voice, "Tomorrow we test quieter brakes on the night line.")
    due = clock.now() + timedelta(days=1)
    Post.objects.filter(pk=planned.pk).update(scheduled_at=due)
    Delivery.objects.filter(post=planned).update(due_at=due)


def drawing() -> bytes:
    """A winter evening, drawn: no photograph has to be shipped."""
    picture = Image.new("RGB", (1200, 800), (90, 110, 150))
    draw = ImageDraw.Draw(picture)
    for y in range(500):
        draw.line([(0, y), (1200, y)], fill=(70 + y // 4, 90 + y // 5, 140 + y // 12))
    draw.rectangle([0, 500, 1200, 800], fill=(228, 233, 242))
    draw.rectangle([180, 360, 1020, 520], fill=(150, 40, 44))
    for left in range(220, 980, 110):
        draw.rectangle([left, 395, left + 70, 445], fill=(250, 226, 160))
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=85)
    return kept.getvalue()
