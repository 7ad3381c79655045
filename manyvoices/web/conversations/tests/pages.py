"""Asking the page of a conversation as somebody, and what its answer says."""

from html import unescape
from re import sub
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.models import Conversation
from manyvoices.people.models import Person


class Desk:
    """Somebody at their desk, with one conversation open."""

    def __init__(self, who: Person, one: Conversation) -> None:
        self.client, self.one = Client(), one
        self.client.force_login(who)

    def page(self, query: str = "") -> str:
        """The words of the page as a reader sees them."""
        answer = self.client.get(f"/inbox/{self.one.pk}/{query}")
        assert answer.status_code == 200, answer.status_code
        return plain(answer)

    def press(self, button: str, **fields: Any) -> Any:
        """A press on a button, as the form sends it."""
        return self.client.post(f"/inbox/{self.one.pk}/{button}/", fields)

    def said(self, button: str, **fields: Any) -> str:
        """A press that leads back to the page or the list: the sentence that stands there then."""
        answer = self.press(button, **fields)
        assert answer.status_code == 302, plain(answer)
        self.one.refresh_from_db()
        return plain(self.client.get(f"/inbox/{self.one.pk}/"))

    def answers(self, text: str, **fields: Any) -> Any:
        """The form of the answer, sent as it stood on the page that is open."""
        voice = self.one.voice_id
        given = {"voice": voice, "audience": "public", "text": text, "seen": self.one.version, "send": "1"}
        return self.press("answer", **given | fields)

    def queries(self) -> int:
        """How many questions the page asks."""
        with CaptureQueriesContext(connection) as captured:
            assert self.client.get(f"/inbox/{self.one.pk}/").status_code == 200
        return len(captured)


def plain(answer: Any) -> str:
    """What a page says, its markup left out."""
    html = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(sub(r"<[^>]*>", " ", html)).split())
