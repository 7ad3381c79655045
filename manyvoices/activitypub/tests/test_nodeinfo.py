from manyvoices.activitypub.tests.test_actor import HERE, get
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.tests.neighbours import say
from tests.cast import Cast


def test_nodeinfo_counts_what_is_public(cast: Cast) -> None:
    say(cast.bo_voice, "1")
    remove_note(uri=say(cast.bo_voice, "2").uri)
    link = get("/.well-known/nodeinfo").json()["links"][0]["href"]
    answer = get(link.removeprefix(HERE))
    assert answer["Content-Type"].startswith("application/json; profile=")
    shown = answer.json()
    assert shown["usage"] == {"users": {"total": 1}, "localPosts": 1}
    assert shown["metadata"]["nodeName"] == "Northlight"
    assert shown["openRegistrations"] is False


def test_host_meta(cast: Cast) -> None:
    answer = get("/.well-known/host-meta")
    assert answer["Content-Type"].startswith("application/xrd+xml")
    assert f"{HERE}/.well-known/webfinger" in answer.content.decode()
