"""The own words of one channel, edited after the release."""

from django.urls import reverse

from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.save_variants import OwnWords, save_variants
from manyvoices.publishing.models import Variant
from manyvoices.publishing.tests.stage import draft
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.web.publishing.tests.writing import signed_in
from tests.cast import Cast


def test_a_channels_own_words_are_edited_by_themselves(cast: Cast) -> None:
    other = connect_channel(actor=cast.bo, voice=cast.bo_voice, network="sandbox", agreed_in="en")
    post = draft(cast.bo, cast.bo_voice, "For all")
    own = OwnWords(other.pk, "Only here", "", "de")
    save_variants(actor=cast.bo, post=post, revision=post.revision, adapted=[own])
    release_post(actor=cast.bo, post=post, revision=post.revision)
    client, address = signed_in(cast.bo), reverse("post-edit", args=[post.pk])
    assert "For all" in client.get(address).content.decode()
    assert "Only here" in client.get(f"{address}?channel={other.pk}").content.decode()
    home = cast.bo_voice.channels.get(network="native")
    assert client.get(f"{address}?channel={home.pk}").status_code == 404
    form = {"version": "1", "text": "Only here, better", "content_warning": ""}
    assert client.post(f"{address}?channel={other.pk}", form).status_code == 302
    newest = Variant.objects.order_by("-version").values_list("text", "channel", "language").first()
    assert newest == ("Only here, better", other.pk, "de")
    late = client.post(f"{address}?channel={other.pk}", form)
    assert late.status_code == 409
    assert "Only here, better" in late.content.decode()
