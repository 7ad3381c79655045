"""Sharing by hand at the front door: the words to copy, nothing under a pause, done once; a profile is an address."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from manyvoices.core import clock
from manyvoices.pauses.models import Pause
from manyvoices.people.models import Consent, Purpose
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.models import Delivery, State
from manyvoices.publishing.tests.role_tries import _file
from manyvoices.publishing.tests.stage import draft
from manyvoices.voices.models import Channel
from tests.cast import Cast

WORDS = "The bridge is open & <safe>."


def signed_in(who: Any) -> Client:
    client = Client()
    client.force_login(who)
    return client


def handed(cast: Cast, text: str = WORDS, network: str = "share-x") -> list[Delivery]:
    Channel.objects.filter(voice=cast.bo_voice).update(network=network, address="x.com/bo")
    post = draft(cast.bo, cast.bo_voice, text)
    post.attachments.create(file=_file(), alt="A bridge in snow")
    release_post(actor=cast.bo, post=post, revision=post.revision)
    Delivery.objects.filter(post=post).update(state=State.HANDED, due_at=None, asked_at=clock.now())
    return list(Delivery.objects.filter(post=post).order_by("part"))


def test_the_words_are_ready_to_copy_and_the_network_one_tap_away(cast: Cast) -> None:
    [row] = handed(cast)
    client = signed_in(cast.bo)
    said = client.get(reverse("share", args=[row.pk])).content.decode()
    assert "The bridge is open &amp; &lt;safe&gt;.</textarea>" in said
    assert "https://x.com/intent/post?text=The%20bridge%20is%20open%20%26%20%3Csafe%3E." in said
    assert "A bridge in snow" in said
    assert 'download="' in said
    assert reverse("share", args=[row.pk]) in client.get(reverse("queue")).content.decode()
    assert reverse("share", args=[row.pk]) in client.get(reverse("delivery", args=[row.pk])).content.decode()


def test_it_is_done_once_and_only_with_a_link_to_that_network(cast: Cast) -> None:
    [row] = handed(cast)
    page, client = reverse("share", args=[row.pk]), signed_in(cast.bo)
    wrong = client.post(page, {"posted": "1", "url": "https://evil.example/x.com/1"})
    assert (wrong.status_code, Delivery.objects.get().state) == (422, "handed")
    assert "evil.example" in wrong.content.decode()
    client.post(page, {"posted": "1", "url": "x.com/bo/status/1"})
    client.post(page, {"dropped": "1", "word": "No."})
    row.refresh_from_db()
    assert (row.state, row.url) == ("sent", "https://x.com/bo/status/1")
    assert "This is done." in client.get(page).content.decode()


def test_the_parts_of_a_thread_follow_each_other(cast: Cast) -> None:
    first, second = handed(cast, "One.\n---\nTwo.")
    client = signed_in(cast.bo)
    answer = client.post(reverse("share", args=[first.pk]), {"posted": "1"})
    assert answer["Location"] == reverse("share", args=[second.pk])
    said = client.get(answer["Location"]).content.decode()
    assert "Two.</textarea>" in said
    assert "A bridge in snow" not in said, "pictures go with the first part"


# promise E4
@pytest.mark.parametrize("state", [State.HANDED, State.PAUSED])
def test_under_a_pause_the_words_are_not_shown(cast: Cast, state: State) -> None:
    [row] = handed(cast)
    Pause.objects.create(reason="storm", placed_by=cast.ada, placed_at=clock.now())
    Delivery.objects.update(state=state)
    said = signed_in(cast.bo).get(reverse("share", args=[row.pk])).content.decode()
    assert "please do not post this now" in said
    assert "The bridge is open &amp;" not in said.split("<main", 1)[1].split("</h1>", 1)[1]
    assert "intent/post" not in said


def test_before_its_time_there_are_no_words_and_for_others_nothing(cast: Cast) -> None:
    [row] = handed(cast)
    Delivery.objects.update(state=State.QUEUED, asked_at=None)
    page = reverse("share", args=[row.pk])
    assert "</textarea>" not in signed_in(cast.bo).get(page).content.decode()
    for stranger in (cast.ada, cast.eve):
        assert signed_in(stranger).get(page).status_code == 404
        assert signed_in(stranger).post(page, {"posted": "1"}).status_code == 404


def test_a_profile_needs_an_address_and_a_yes_and_no_key(cast: Cast) -> None:
    client, page = signed_in(cast.bo), reverse("profile-connect", args=[cast.bo_voice.pk])
    form = {"network": "share-linkedin", "profile": "www.linkedin.com/in/bo/?x=1", "agree": "yes"}
    for wrong in ({"profile": "evil.example/in/bo"}, {"network": "native"}, {"agree": ""}, {"profile": ""}):
        client.post(page, {**form, **wrong})
    assert cast.bo_voice.channels.count() == 1
    for _ in range(2):
        client.post(page, form)
    channel = cast.bo_voice.channels.get(network="share-linkedin")
    assert (channel.address, channel.secret) == ("linkedin.com/in/bo", "")
    assert Consent.objects.filter(channel=channel.pk, purpose=Purpose.PUBLISH, withdrawn_at=None).count() == 1
    assert "linkedin.com/in/bo" in client.get(reverse("voice-edit", args=[cast.bo_voice.pk])).content.decode()
