import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.activitypub.tests.test_actor import HERE, get
from manyvoices.core import clock
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Follower, Note
from manyvoices.federation.tests.neighbours import follow, say, stranger, with_key
from tests.cast import Cast


def test_the_outbox_is_read_page_by_page_to_its_end(cast: Cast) -> None:
    said = [say(cast.bo_voice, str(number)).uri for number in range(23)]
    remove_note(uri=said.pop(5))
    Note.objects.filter(uri=said.pop(7)).update(public=False)
    say(cast.ada_voice, "hers")
    outbox = get(f"/actors/{cast.bo_voice.pk}/outbox").json()
    assert outbox["totalItems"] == 21
    found: list[str] = []
    following = outbox["first"]
    while following:
        page = get(following.removeprefix(HERE)).json()
        assert page["partOf"] == outbox["id"]
        assert page["id"] == following
        found += [item["object"]["id"] for item in page["orderedItems"]]
        following = page.get("next")
    assert found == said[::-1]


def test_a_page_costs_the_same_whatever_is_on_it(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            get(f"/actors/{cast.bo_voice.pk}/outbox?page=true")
        return len(asked)

    say(cast.bo_voice, "0")
    few = queries()
    for number in range(1, 6):
        say(cast.bo_voice, str(number))
    assert queries() == few


@pytest.mark.parametrize("before", ["", "x", "-1", "١", "9" * 30])
def test_a_page_before_nothing_is_refused(cast: Cast, before: str) -> None:
    with_key(cast.bo_voice)
    assert get(f"/actors/{cast.bo_voice.pk}/outbox?page=true&before={before}").status_code == 400


def test_followers_are_a_number(cast: Cast) -> None:
    follow(stranger(), with_key(cast.bo_voice))
    follow(stranger("milo"), cast.bo_voice)
    Follower.objects.filter(actor__username="milo").update(ended_at=clock.now())
    answer = get(f"/actors/{cast.bo_voice.pk}/followers")
    assert answer.json()["totalItems"] == 1
    assert "lena" not in answer.content.decode()


def test_no_voice_no_collections(cast: Cast) -> None:
    for path in ("/actors/1/outbox", "/actors/1/followers", f"/actors/{cast.bo_voice.pk}/outbox"):
        assert get(path).status_code == 404
