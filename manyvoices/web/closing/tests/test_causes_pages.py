"""Causes at the front door: from a conversation to a cause, a change, and the word back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyvoices.conversations.actions.keep_conversation import keep_conversation
from manyvoices.conversations.models import Cause, Conversation, Satisfaction, WordBack
from manyvoices.conversations.tests.asked import arrives, opened
from manyvoices.conversations.tests.talks import talk
from manyvoices.conversations.tests.test_causes import WORD, cause, complained
from manyvoices.core import clock
from manyvoices.people.models import Person
from manyvoices.publishing.models import Post
from manyvoices.web.closing.on_conversation import closing_part
from tests.cast import Cast

__all__ = ["cause"]


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_conversation_to_the_word_back(cast: Cast) -> None:
    cleo = signed_in(cast.cleo)
    one = talk(cast.operations, voice=cast.brand_voice)
    answer = cleo.post(reverse("cause-link", args=[one.pk]), {"name": "Missed connections"})
    assert (answer.status_code, answer["Location"]) == (302, f"/inbox/{one.pk}/")
    made = Cause.objects.get()
    assert "Missed connections" in page(cleo, "causes")
    said = {"name": made.name, "owner": cast.cleo.pk, "state": "changed", "change": "", "changed_on": ""}
    assert cleo.post(reverse("cause-change", args=[made.pk]), said).status_code == 422
    answer = cleo.post(reverse("cause-change", args=[made.pk]), {**said, "change": "It waits."})
    assert answer["Location"] == reverse("cause", args=[made.pk])
    cleo.post(reverse("cause-word", args=[made.pk]), {"text": WORD})
    shown = page(cleo, "cause", made.pk)
    for words in ("It waits.", WORD, f'value="{one.pk}:1"', "Stuck at Wels"):
        assert words in shown
    opened(cast.brand_voice, cast.cleo)
    pressed = {"one": [f"{one.pk}:1"], "word": WORD}
    for said_then in ("1 person is told", "Nothing was sent twice"):
        cleo.post(reverse("cause-tell", args=[made.pk]), pressed)
        assert said_then in page(cleo, "cause", made.pk)
    assert (Post.objects.count(), WordBack.objects.count()) == (1, 1)


def test_one_that_wrote_again_stops_alone(cast: Cast, cause: Cause) -> None:
    first, second = (complained(cast, cause, name) for name in ("Lena", "Omar"))
    arrives(first, text="Again!")
    client = signed_in(cast.cleo)
    pressed = {"one": [f"{first.pk}:1", f"{second.pk}:1", "x:y", f"{first.pk}"], "word": WORD}
    client.post(reverse("cause-tell", args=[cause.pk]), pressed)
    said = page(client, "cause", cause.pk)
    assert "1 person is told" in said
    assert "1 wrote again since you looked" in said
    assert list(WordBack.objects.values_list("conversation", flat=True)) == [second.pk]


def test_a_public_post_begins_with_the_words_and_leaves_by_nobody(cast: Cast, cause: Cause) -> None:
    answer = signed_in(cast.ada).post(reverse("cause-post", args=[cause.pk]))
    made = Post.objects.get()
    assert answer["Location"] == reverse("draft", args=[made.pk])
    assert (made.variants.get().text, made.released_at) == (WORD, None)


def test_strangers_find_nothing_and_owners_read_no_conversation(cast: Cast, cause: Cause) -> None:
    one = complained(cast, cause)
    for stranger in (cast.eve, cast.dan, cast.bo):
        client = signed_in(stranger)
        assert "Missed connections" not in page(client, "causes")
        for name in ("cause-change", "cause-word", "cause-post", "cause-tell"):
            assert client.post(reverse(name, args=[cause.pk])).status_code == 404
        assert client.get(reverse("cause", args=[cause.pk])).status_code == 404
        assert client.post(reverse("cause-link", args=[one.pk]), {"cause": cause.pk}).status_code == 404
        assert client.post(reverse("cause-unlink", args=[one.pk, cause.pk])).status_code == 404
    Cause.objects.update(owner=cast.bo)
    said = page(signed_in(cast.bo), "cause", cause.pk)
    assert "Bo sees to it" in said
    assert "Stuck at Wels" not in said


def test_what_is_kept_is_listed_for_its_inbox_alone(cast: Cast) -> None:
    one = talk(cast.operations, said="Let regulars vote!")
    cleo = signed_in(cast.cleo)
    cleo.post(reverse("kept-change", args=[one.pk]), {"kept_as": "idea"})
    assert "Let regulars vote!" in page(cleo, "kept")
    assert "Let regulars vote!" not in cleo.get(reverse("kept"), {"as": "contribution"}).content.decode()
    for stranger in (cast.eve, cast.bo):
        assert "Let regulars vote!" not in page(signed_in(stranger), "kept")
    change = reverse("kept-change", args=[one.pk])
    assert cleo.post(change, {"kept_as": "", "as": "idea"})["Location"] == "/kept/?as=idea"
    assert cleo.post(change, {"kept_as": "", "as": "//evil.example"})["Location"] == "/kept/"
    assert "Let regulars vote!" not in page(cleo, "kept")
    mine = talk(cast.operations, owner=cast.cleo)
    assert cleo.post(reverse("kept-change", args=[mine.pk]), {"kept_as": "idea"}).status_code == 403


def test_the_parts_of_a_conversation(cast: Cast, cause: Cause) -> None:
    one, now = complained(cast, cause), clock.now()
    Satisfaction.objects.create(
        conversation=one,
        message=one.messages.get(),
        token_hash="x",
        asked_at=now,
        answer=1,
        answered_at=now,
        word="<script>No!</script>",
    )
    keep_conversation(actor=cast.cleo, conversation=one, kept_as="idea")
    one.refresh_from_db()
    request = RequestFactory().get("/")
    context = {"closing": closing_part(cast.cleo, one), "conversation": one}
    parts = ("cause_of", "ratings")
    said = "".join(render_to_string(f"closing/{part}.html", context, request) for part in parts)
    for words in ("Missed connections", "&lt;script&gt;No!", "asked in public"):
        assert words in said
    assert closing_part(cast.bo, Conversation(owner=cast.bo)) == {}


@pytest.mark.parametrize("name", ["causes", "cause", "kept"])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, cause: Cause, name: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = signed_in(cast.cleo)

    def more(number: int) -> None:
        one = complained(cast, cause, f"Lena {number}", kept_as="idea")
        other = Cause.objects.create(
            unit=cast.operations, name=f"C{number}", made_by=cast.cleo, made_at=clock.now(), owner=cast.bo
        )
        other.conversations.add(one)

    more(0)
    args = [cause.pk] if name == "cause" else []
    page(client, name, *args)
    with CaptureQueriesContext(connection) as few:
        page(client, name, *args)
    for number in range(1, 8):
        more(number)
    with django_assert_num_queries(len(few)):
        page(client, name, *args)
