from manyvoices.federation.rendering import collections
from manyvoices.federation.tests.neighbours import say
from tests.cast import Cast


def test_the_outbox_leads_to_its_newest_page(cast: Cast) -> None:
    uri = f"https://voices.example/actors/{cast.bo_voice.pk}/outbox"
    assert collections.outbox(cast.bo_voice, 3) == {
        "id": uri,
        "type": "OrderedCollection",
        "totalItems": 3,
        "first": f"{uri}?page=true",
    }


def test_a_page_leads_to_the_next_while_there_is_more(cast: Cast) -> None:
    row = say(cast.bo_voice)
    uri = f"https://voices.example/actors/{cast.bo_voice.pk}/outbox"
    page = collections.outbox_page(cast.bo_voice, [row], before=9, more=True)
    assert page["id"] == f"{uri}?page=true&before=9"
    assert page["next"] == f"{uri}?page=true&before={row.pk}"
    assert [item["type"] for item in page["orderedItems"]] == ["Create"]
    last = collections.outbox_page(cast.bo_voice, [], before=None, more=False)
    assert last["orderedItems"] == []
    assert "next" not in last


def test_followers_are_counted_and_not_listed(cast: Cast) -> None:
    shown = collections.followers(cast.bo_voice, 12)
    assert shown["totalItems"] == 12
    assert not {"first", "items", "orderedItems"} & set(shown)
