"""Advice beside the words: warns and offers, keeps nothing about anybody, and never stops a post."""

from django.urls import reverse

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.federation.models import Follower, RemoteActor
from manyvoices.publishing.models import Delivery, HintCount, LinkCard, Variant
from manyvoices.web.publishing.tests.writing import draft_by, filled, released_by, signed_in
from tests.cast import Cast

SHOUT = "EVERYBODY LOOK AT OUR NEW TRAIN"


def test_the_same_words_are_named_and_publish_all_the_same(cast: Cast) -> None:
    released_by(cast.ada, cast.ada_voice, "Snow on the plateau")
    draft, client = draft_by(cast.bo, cast.bo_voice, "snow on the PLATEAU!"), signed_in(cast.bo)
    page = client.get(reverse("draft", args=[draft.pk])).content.decode()
    assert "These words were said already" in page
    assert "@ada" in page
    form = filled(cast.bo_voice, "snow on the PLATEAU!", publish="1")
    assert client.post(reverse("draft", args=[draft.pk]), form)["Location"] == reverse(
        "post-detail", args=[draft.pk]
    )
    assert Delivery.objects.filter(post=draft).count() == 1


def test_a_hint_is_waved_away_in_this_browser_and_counted_for_all(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice, SHOUT), signed_in(cast.bo)
    address = reverse("draft", args=[draft.pk])
    assert "All letters are capitals" in client.get(address).content.decode()
    audited = AuditRow.objects.count()
    client.post(address, filled(cast.bo_voice, SHOUT, unhelpful="shouting"))
    assert "All letters are capitals" not in client.get(address).content.decode()
    assert "All letters are capitals" in signed_in(cast.bo).get(address).content.decode()
    assert HintCount.objects.get().not_helpful == 1
    assert AuditRow.objects.count() == audited
    assert not [value for value in client.session.values() if "shouting" in str(value)]


def test_what_stood_beside_a_released_post_is_counted_once(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    form = filled(cast.bo_voice, SHOUT, publish="1")
    for _twice in range(2):
        signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), form)
    assert HintCount.objects.get().shown == 1


def test_a_line_that_discloses_comes_with_one_tap(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    address = reverse("draft", args=[draft.pk])
    assert "I work at Northlight." in client.get(address).content.decode()
    client.post(address, filled(cast.bo_voice, "Snow", disclose="employed-en"))
    assert Variant.objects.get().text == "Snow\n\nI work at Northlight."
    draft.refresh_from_db()
    assert draft.disclosed_as == "I work at Northlight."
    assert "data-disclose" not in client.get(address).content.decode()
    brand = signed_in(cast.ada).post(reverse("advice"), filled(cast.brand_voice, "Snow"))
    assert "data-disclose" not in brand.content.decode()


def test_the_advice_is_asked_for_by_its_author_and_keeps_nothing(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice, "Bo's words")
    answer = signed_in(cast.ada).post(reverse("advice"), filled(cast.ada_voice, SHOUT, post=str(draft.pk)))
    assert "All letters are capitals" in answer.content.decode()
    assert Variant.objects.get().text == "Bo's words"
    assert not HintCount.objects.exists()


def test_names_are_ours_and_those_who_follow_and_nobody_elses(cast: Cast) -> None:
    actor = RemoteActor(uri="https://x.example/u/bodil", domain="x.example", username="bodil", name="Bodil")
    actor.fetched_at, actor.inbox = clock.now(), "https://x.example/inbox"
    actor.save()
    Follower.objects.create(voice=cast.bo_voice, actor=actor, activity_id="1", since=clock.now())

    def named(client_of: object, start: str) -> list[str]:
        client = signed_in(client_of)  # type: ignore[arg-type]
        return [one["insert"] for one in client.get(reverse("names"), {"start": start}).json()["names"]]

    assert named(cast.bo, "@bod") == ["@bodil@x.example"]
    assert named(cast.bo, "@bodil@x.ex") == ["@bodil@x.example"]
    assert named(cast.ada, "@bod") == []
    assert named(cast.bo, "@") == named(cast.bo, "bo") == named(cast.bo, "#nothing") == []


def test_a_link_is_asked_for_once_and_shown_when_the_worker_has_looked(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    address, text = reverse("draft", args=[draft.pk]), "Look at https://x.example/a"
    for number in (1, 2):
        client.post(address, filled(cast.bo_voice, text, revision=number))
    assert "data-waits" in client.get(address).content.decode()
    card = LinkCard.objects.get()
    assert card.due_at is not None
    LinkCard.objects.update(fetched_at=clock.now(), due_at=None, title="<b>Snow</b>", failure="")
    shown = client.post(reverse("preview"), filled(cast.bo_voice, text)).content.decode()
    assert "&lt;b&gt;Snow&lt;/b&gt;" in shown
    LinkCard.objects.update(title="", failure="not-public")
    assert "leads to no public place" in client.get(address).content.decode()
