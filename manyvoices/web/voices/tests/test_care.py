"""Looking after a voice through the front door."""

import pytest

from manyvoices.core import clock
from manyvoices.federation.models import Block
from manyvoices.federation.tests.replies import answered
from manyvoices.people.models import Topic
from manyvoices.voices.models import Speaker, Voice
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from manyvoices.web.public.tests.rows import a_post
from tests.cast import Cast, voice

HOURS = {"mon_from": "08:00", "mon_to": "16:00", "tue_from": "08:00", "tue_to": "16:00"}


def test_one_tap_each_from_the_voice_and_from_ones_own_page(cast: Cast) -> None:
    client, path = signed_in(cast.bo), f"/voices/{cast.bo_voice.pk}"
    for verb, undo in (("rest", "wake"), ("hide", "show"), ("mute", "unmute")):
        assert f'action="{path}/{verb}"' in client.get("/me").content.decode()
        assert client.post(f"{path}/{verb}", {"hours": "8", "back": "me"})["Location"] == "/me"
        assert f'action="{path}/{undo}"' in client.get(path).content.decode()
        assert client.post(f"{path}/{undo}")["Location"] == path
    fresh = Voice.objects.get(pk=cast.bo_voice.pk)
    assert (fresh.resting_since, fresh.hidden_since, fresh.muted_until) == (None, None, None)
    assert client.get(f"{path}/hide").status_code == 405


def test_a_profile_is_filled_in_and_shown(cast: Cast) -> None:
    topic = Topic.objects.create(name="Brakes", tag="brakes", made_at=clock.now())
    client, path = signed_in(cast.bo), f"/voices/{cast.bo_voice.pk}/profile"
    typed = {
        "name_1": "Website",
        "value_1": "https://bo.example",
        "topics": [topic.pk],
        "languages": ["de"],
        "time_zone": "Europe/Vienna",
        **HOURS,
    }
    assert client.post(path, typed).status_code == 302
    assert "Not looked at yet" in client.get(path).content.decode()
    page = client.get("/@bo").content.decode()
    for words in (
        'rel="me noopener" href="https://bo.example"',
        "Brakes",
        "Deutsch",
        "Mon–Tue 8–16 (Vienna)",
    ):
        assert words in page
    wrong = client.post(path, {**typed, "mon_to": ""})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"mon_from"}


# promise I14
def test_a_colleague_looks_after_replies_and_gives_it_back(cast: Cast) -> None:
    reply, path = answered(a_post(cast.bo_voice)), f"/voices/{cast.bo_voice.pk}"
    cleo = signed_in(cast.cleo)
    assert cleo.get(f"{path}/replies").status_code == 404
    bo = signed_in(cast.bo)
    assert "Cleo" in bo.get(f"{path}/hand-over?q=cle").content.decode()
    assert bo.post(f"{path}/hand-over", {"person": "nobody"}).status_code == 422
    assert bo.post(f"{path}/hand-over", {"person": cast.cleo.pk}).status_code == 302
    assert "You look after these for Bo" in cleo.get(f"{path}/replies").content.decode()
    cleo.post(f"{path}/replies/{reply.pk}/hide")
    reply.refresh_from_db()
    assert (reply.showing, reply.showing_by) == ("hidden", cast.cleo)
    cleo.post(f"{path}/replies/{reply.pk}/block-server", {"because": " "})
    assert not Block.objects.exists()
    for _ in range(2):
        cleo.post(f"{path}/replies/{reply.pk}/block-server", {"because": "Spam"})
    blocked = [(block.voice, block.placed_by) for block in Block.objects.exclude(domain="")]
    assert blocked == [(cast.bo_voice, cast.cleo)]
    for refused in ("hide", "profile", "pins", "hand-over"):
        verb = cleo.post if refused == "hide" else cleo.get
        assert verb(f"{path}/{refused}").status_code == 403, refused
    assert cleo.post(f"{path}/hand-over/end")["Location"] == "/voices"
    assert cleo.post(f"{path}/replies/{reply.pk}/show").status_code == 404


def test_three_posts_are_pinned_and_stand_first(cast: Cast) -> None:
    client, path = signed_in(cast.bo), f"/voices/{cast.bo_voice.pk}"
    posts = [a_post(cast.bo_voice, f"<p>Word {number}</p>") for number in range(5)]
    for post in posts[:4]:
        client.post(f"{path}/posts/{post.pk}/pin")
    page = client.get("/@bo").content.decode()
    assert page.index("Pinned") < page.index("Word 2") < page.index("Word 0") < page.index("Word 4")
    assert page.count("Word 0") == 1
    assert client.get(f"{path}/pins").context["full"]
    client.post(f"{path}/posts/{posts[0].pk}/unpin")
    assert not client.get(f"{path}/pins").context["full"]
    assert client.post(f"{path}/posts/{a_post(cast.ada_voice).pk}/pin").status_code == 404


def test_an_authors_rights_are_changed_and_a_drafter_is_told_whom_to_ask(cast: Cast) -> None:
    client, path = signed_in(cast.ada), f"/voices/{cast.brand_voice.pk}"
    opened = {"person": cast.dan.pk, "because": "on call", "may_answer": "on"}
    assert client.post(f"{path}/speakers", opened).status_code == 302
    row = Speaker.objects.get(voice=cast.brand_voice, person=cast.dan, ended_at=None)
    assert (row.may_publish, row.may_answer, row.may_manage) == (False, True, False)
    assert (
        "This goes to a colleague first"
        in signed_in(cast.dan).get(f"/compose/?voice={cast.brand_voice.pk}").content.decode()
    )
    client.post(f"{path}/speakers", {**opened, "may_publish": "on"})
    assert Speaker.objects.get(person=cast.dan, ended_at=None).may_publish


def test_ones_name_is_ones_own_to_show(cast: Cast) -> None:
    client, path = signed_in(cast.ada), f"/voices/{cast.brand_voice.pk}"
    client.post(f"{path}/named", {"named": "yes"})
    assert "Ada, Northlight" in client.get("/@northlight").content.decode()
    client.post(f"{path}/named")
    assert "Ada, Northlight" not in client.get("/@northlight").content.decode()
    assert client.post(f"/voices/{cast.ada_voice.pk}/named").status_code == 404


# promise K1
@pytest.mark.parametrize("narrowed", ["", "?kind=group&state=active&words=team", "?unit=none&state=x"])
def test_five_hundred_voices_are_paged_and_filtered_with_the_same_queries(cast: Cast, narrowed: str) -> None:
    client = signed_in(cast.ada)
    voice("team_0", "Team 0", kind="group", unit=cast.operations, brand=cast.brand)
    few = queries_for(client, f"/voices{narrowed}")
    now = clock.now()
    Voice.objects.bulk_create(
        Voice(
            handle=f"team_{n}",
            name=f"Team {n}",
            kind="group",
            unit=cast.operations,
            brand=cast.brand,
            made_at=now,
            changed_at=now,
        )
        for n in range(1, 500)
    )
    assert queries_for(client, f"/voices{narrowed}") == few
    shown = client.get(f"/voices{narrowed}").context["voices"]
    assert len(shown) == 50
    if not narrowed:
        assert shown[0][0].person == cast.ada
