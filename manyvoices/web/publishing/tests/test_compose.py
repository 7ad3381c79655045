"""The composer: words are kept whatever happens, and nothing is published twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from manyvoices.core import clock
from manyvoices.media.models import File
from manyvoices.people.models import Role, RoleName
from manyvoices.publishing.models import Approval, Attachment, Delivery, Post, State, Variant
from manyvoices.voices.models import VoiceKind
from manyvoices.web.publishing.composer import reserve
from manyvoices.web.publishing.tests.writing import draft_by, filled, released_by, signed_in
from tests.cast import Cast, voice


def test_opening_the_composer_changes_nothing(cast: Cast) -> None:
    client = signed_in(cast.bo)
    for address in (reverse("compose"), reverse("compose") + "?voice=bo"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "@bo" in answer.content.decode()
    assert Post.objects.count() == 0


def test_the_first_post_of_all_starts_with_friendly_words(cast: Cast) -> None:
    assert "I work at Northlight" in signed_in(cast.bo).get(reverse("compose")).content.decode()
    released_by(cast.ada, cast.ada_voice)
    assert "I work at Northlight" not in signed_in(cast.bo).get(reverse("compose")).content.decode()


def test_an_empty_draft_is_opened_again_instead_of_another(cast: Cast) -> None:
    empty = draft_by(cast.bo, cast.bo_voice, "")
    assert reverse("draft", args=[empty.pk]) in signed_in(cast.bo).get(reverse("compose")).content.decode()


def test_published_once_however_often_it_is_pressed(cast: Cast) -> None:
    client = signed_in(cast.bo)
    form = {**filled(cast.bo_voice, publish="1"), "reserved": reserve(cast.bo)}
    first = client.post(reverse("compose"), form)
    post = Post.objects.get()
    assert first["Location"] == reverse("post-published", args=[post.pk])
    again = client.post(reverse("compose"), form)
    assert again["Location"] == reverse("post-detail", args=[post.pk])
    assert Post.objects.count() == Delivery.objects.count() == 1
    assert Delivery.objects.get().variant.text == "Hello"


def test_the_second_post_leads_to_its_own_page(cast: Cast) -> None:
    released_by(cast.ada, cast.ada_voice)
    draft = draft_by(cast.bo, cast.bo_voice)
    answer = signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), filled(cast.bo_voice, publish="1"))
    assert answer["Location"] == reverse("post-detail", args=[draft.pk])


@pytest.mark.parametrize("forged", ["", "1.2:x", "bo"])
def test_only_a_page_that_we_made_starts_a_draft(cast: Cast, forged: str) -> None:
    form = {**filled(cast.bo_voice, save="1"), "reserved": forged}
    assert signed_in(cast.bo).post(reverse("compose"), form).status_code == 404
    stolen = {**filled(cast.bo_voice, save="1"), "reserved": reserve(cast.ada)}
    assert signed_in(cast.bo).post(reverse("compose"), stolen).status_code == 404
    assert Post.objects.count() == 0


def test_without_a_grant_the_press_asks_a_colleague_and_where_none_is_the_words_stay(cast: Cast) -> None:
    dans = voice("dan", "Dan", kind=VoiceKind.PERSON, person=cast.dan, unit=cast.operations, brand=cast.brand)
    form = {**filled(dans, "My first words", publish="1"), "reserved": reserve(cast.dan)}
    answer = signed_in(cast.dan).post(reverse("compose"), form)
    assert Delivery.objects.count() == 0
    assert answer["Location"] == reverse("approval", args=[Approval.objects.get().pk])
    Role.objects.all().delete()
    form = {**filled(dans, "My second words", publish="1"), "reserved": reserve(cast.dan)}
    answer = signed_in(cast.dan).post(reverse("compose"), form)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "My second words" in said
    assert "Nobody can answer" in said
    assert Delivery.objects.count() == 0


def test_without_a_voice_there_is_a_way_to_one(cast: Cast) -> None:
    answer = signed_in(cast.eve).get(reverse("compose"))
    assert reverse("voice-new") in answer.content.decode()


def test_nobody_speaks_as_a_colleague(cast: Cast) -> None:
    form = {**filled(cast.bo_voice, publish="1"), "reserved": reserve(cast.ada)}
    assert signed_in(cast.ada).post(reverse("compose"), form).status_code == 422
    assert Post.objects.count() == 0


def test_the_draft_of_somebody_else_does_not_exist(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    for stranger in (cast.ada, cast.eve):
        client = signed_in(stranger)
        assert client.get(reverse("draft", args=[draft.pk])).status_code == 404
        assert client.post(reverse("draft", args=[draft.pk]), filled(cast.bo_voice)).status_code == 404
        assert (
            client.post(reverse("draft-autosave", args=[draft.pk]), filled(cast.bo_voice)).status_code == 404
        )
    assert Client().get(reverse("compose"))["Location"].startswith(reverse("sign-in"))


def test_a_second_window_overwrites_nothing_and_both_texts_are_shown(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice, "old"), signed_in(cast.bo)
    address = reverse("draft", args=[draft.pk])
    assert client.post(address, filled(cast.bo_voice, "from one window", save="1")).status_code == 302
    late = client.post(address, filled(cast.bo_voice, "from the other", save="1"))
    said = late.content.decode()
    assert late.status_code == 409
    assert "<del>window</del>" in said
    assert "from the other" in said
    assert Variant.objects.get().text == "from one window"
    # The page now knows the newer version: saving again is a choice, not an accident.
    assert client.post(address, filled(cast.bo_voice, "from the other", revision=2)).status_code == 302
    assert Variant.objects.get().text == "from the other"


def test_planned_in_the_zone_that_is_written_out(cast: Cast) -> None:
    draft, day = draft_by(cast.bo, cast.bo_voice), (clock.now() + timedelta(days=40)).date()
    form = filled(cast.bo_voice, schedule="1", date=day.isoformat(), time="08:10")
    answer = signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), form)
    assert answer["Location"] == reverse("post-detail", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.scheduled_at is not None
    assert draft.time_zone == "Europe/Berlin"
    assert Delivery.objects.get().due_at == draft.scheduled_at > clock.now()


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({}, "Choose a day and a time"),
        ({"date": "2020-01-01", "time": "08:00"}, "That time is past"),
        ({"date": "2031-03-30", "time": "02:30"}, "Clocks are set forward"),
        ({"date": "2031-03-01", "time": "02:30", "time_zone": "Mars/Base"}, "is not a time zone"),
    ],
)
def test_a_time_that_does_not_work_is_explained_beside_the_words(
    cast: Cast, when: dict[str, str], said: str
) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    answer = signed_in(cast.bo).post(
        reverse("draft", args=[draft.pk]), filled(cast.bo_voice, "Kept words", schedule="1", **when)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    assert Delivery.objects.count() == 0


def test_a_missing_description_is_named_once_and_never_blocks(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    picture = picture_on(draft)
    address = reverse("draft", args=[draft.pk])
    asked = client.post(address, filled(cast.bo_voice, publish="1", **{f"alt-{picture.pk}": ""}))
    assert "Publish anyway" in asked.content.decode()
    assert Delivery.objects.count() == 0
    client.post(address, filled(cast.bo_voice, publish="1", revision=2, reminded="1"))
    assert Delivery.objects.count() == 1


def test_descriptions_are_kept_with_the_words(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    one, two = picture_on(draft), picture_on(draft)
    given = {
        f"alt-{one.pk}": "A brake",
        f"alt-{two.pk}": "",
        f"decorative-{two.pk}": "1",
        "detach": str(one.pk),
    }
    client.post(reverse("draft-autosave", args=[draft.pk]), filled(cast.bo_voice, **given))
    two.refresh_from_db()
    assert two.decorative
    assert Attachment.objects.count() == 1


def test_text_that_is_too_long_says_by_how_much(cast: Cast) -> None:
    draft = draft_by(cast.bo, cast.bo_voice)
    form = filled(cast.bo_voice, "https://example.org/" + "x" * 4983, publish="1")
    answer = signed_in(cast.bo).post(reverse("draft", args=[draft.pk]), form)
    assert answer.status_code == 422
    assert "3 characters too long" in answer.content.decode()
    assert Delivery.objects.count() == 0


def test_a_thrown_away_draft_is_gone_and_stays_gone(cast: Cast) -> None:
    draft, client = draft_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    address = reverse("draft", args=[draft.pk])
    assert client.post(address, filled(cast.bo_voice, discard="1"))["Location"] == reverse("queue")
    assert client.post(address, filled(cast.bo_voice, discard="1")).status_code == 404


def test_a_released_draft_leads_to_its_page(cast: Cast) -> None:
    post = released_by(cast.bo, cast.bo_voice)
    answer = signed_in(cast.bo).get(reverse("draft", args=[post.pk]))
    assert answer["Location"] == reverse("post-detail", args=[post.pk])


def test_what_would_be_held_back_is_said_before_pressing(cast: Cast) -> None:
    client = signed_in(cast.ada)
    client.post(reverse("pause"), {"covers": "promotional", "where": "all", "reason": "Train stuck"})
    assert "Train stuck" in signed_in(cast.bo).get(reverse("compose")).content.decode()


def test_a_held_post_is_not_relabelled_by_its_author(cast: Cast) -> None:
    post, client = released_by(cast.bo, cast.bo_voice), signed_in(cast.bo)
    signed_in(cast.ada).post(reverse("pause"), {"covers": "promotional", "where": "all", "reason": "Stuck"})
    Delivery.objects.update(state=State.PAUSED)
    client.post(reverse("post-unschedule", args=[post.pk]))
    form = filled(cast.bo_voice, kind="service", publish="1")
    answer = client.post(reverse("draft", args=[post.pk]), form)
    assert answer.status_code == 403
    assert "only an editor" in answer.content.decode()
    cast_role(cast)
    assert client.post(reverse("draft", args=[post.pk]), form).status_code == 302


def cast_role(cast: Cast) -> None:
    """Bo becomes an editor of the unit."""
    cast.bo.roles.create(name=RoleName.EDITOR, unit=cast.operations, given_at=clock.now())


def picture_on(post: Post) -> Attachment:
    """A picture without a description; its bytes are of no interest here."""
    file = File.objects.create(
        name=f"{Attachment.objects.count():032x}.png",
        mime="image/png",
        sha256="0" * 64,
        size=1,
        width=4,
        height=3,
        made_at=timezone.now(),
    )
    return Attachment.objects.create(post=post, file=file, position=Attachment.objects.count())
