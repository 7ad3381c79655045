"""What is said to a voice in private is kept for who answers, and stands nowhere in public."""

import pytest
from django.test import Client
from django.urls import reverse

from manyvoices.federation.models import Heard, Note
from manyvoices.federation.queries import reaction_counts, shown_replies
from manyvoices.federation.tests.heard import applied
from manyvoices.federation.tests.neighbours import say, with_key
from manyvoices.federation.tests.strangers import Stranger
from manyvoices.federation.uris import PUBLIC
from manyvoices.voices.addresses import actor_uri
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LENA = Stranger()
SECRET = "My ticket number is 4711"


@pytest.mark.parametrize("audience", ["direct", "followers"])
def test_what_is_said_in_private_stands_nowhere_in_public(cast: Cast, audience: str) -> None:
    LENA.met()
    ours = say(cast.bo_voice, text="A quiet brake")
    to = [actor_uri(cast.bo_voice), *([f"{LENA.uri}/followers"] if audience == "followers" else [])]
    answer = LENA.note(f"<p>{SECRET}</p>", inReplyTo=ours.uri, to=to)
    alone = LENA.note(f"<p>{SECRET}</p>", to=to)  # mentions nobody, answers nothing
    assert not applied(*(LENA.says("Create", note, to=to) for note in (answer, alone)))
    kept = Note.objects.filter(actor__uri=LENA.uri)
    assert [one.public for one in kept] == [False, False]
    assert set(Heard.objects.values_list("visibility", flat=True)) == {audience}
    assert not shown_replies(ours).exists()
    assert reaction_counts([ours])[ours.pk].replies == 0
    client, page = Client(), ours.url.split("voices.example")[1]
    for path in (
        page,
        "/",
        reverse("search") + "?q=ticket",
        f"{page}.json",
        kept[0].uri.split("other.example")[1],
    ):
        assert SECRET.encode() not in client.get(path, headers={"Host": "voices.example"}).content
    assert "A quiet brake" in client.get(page, headers={"Host": "voices.example"}).content.decode()


def test_who_gets_a_copy_reads_what_is_not_listed(cast: Cast) -> None:
    LENA.met()
    with_key(cast.bo_voice)
    note = LENA.note(to=[actor_uri(cast.bo_voice)], cc=[PUBLIC])
    applied(LENA.says("Create", note, to=[actor_uri(cast.bo_voice)], cc=[PUBLIC]))
    assert (Heard.objects.get().visibility, Note.objects.get().public) == ("unlisted", True)
