from manyvoices.federation import recipients
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.models import Dispatch, FrozenHost, RemoteActor
from manyvoices.federation.rendering.activities import accept
from manyvoices.federation.tests.neighbours import stranger
from tests.cast import Cast

FOLLOW = {"id": "https://far.example/follow/1", "actor": "https://far.example/users/lena"}


def test_an_answer_is_kept_as_it_was_made(cast: Cast) -> None:
    lena = stranger()
    inboxes = recipients.inboxes(cast.bo_voice, RemoteActor.objects.filter(pk=lena.pk))
    activity = accept(cast.bo_voice, FOLLOW, 5)
    for _ in range(2):
        dispatch_activity(
            voice=cast.bo_voice, activity=activity, inboxes=inboxes, object_key="https://far.example/follow/1"
        )
    row = Dispatch.objects.get()
    assert row.activity is not None
    assert row.activity["@context"]
    assert row.activity["object"]["id"] == "https://far.example/follow/1"
    assert (row.type, row.note, row.domain) == ("Accept", None, "far.example")
    assert FrozenHost.objects.exists()
