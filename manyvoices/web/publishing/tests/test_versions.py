"""Two windows and the versions of a draft, by plain forms: what differs is shown, and no word is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from manyvoices.core import clock
from manyvoices.publishing.models import Post, Revision
from manyvoices.web.publishing.tests.writing import draft_by, filled, signed_in
from tests.cast import Cast


def two_windows(cast: Cast) -> tuple[Post, Client, str]:
    """A draft that one window saved as "theirs" while another, which saw revision 1, still has "mine"."""
    draft, client = draft_by(cast.bo, cast.bo_voice, "old"), signed_in(cast.bo)
    address = reverse("draft", args=[draft.pk])
    client.post(address, filled(cast.bo_voice, "theirs", save="1"))
    return draft, client, address


def said(draft: Post) -> list[str]:
    """The words of the kept versions, oldest first."""
    return [one.content["variants"][0]["text"] for one in draft.revisions.order_by("number")]


# promise A12
def test_what_differs_is_shown_to_a_page_and_to_a_script(cast: Cast) -> None:
    draft, client, address = two_windows(cast)
    page = client.post(address, filled(cast.bo_voice, "<mine>", save="1"))
    assert page.status_code == 409
    assert "<del>theirs</del><ins>&lt;mine&gt;</ins>" in page.content.decode()
    answer = client.post(reverse("draft-autosave", args=[draft.pk]), filled(cast.bo_voice, "<mine>"))
    assert "<del>theirs</del><ins>&lt;mine&gt;</ins>" in answer.json()["compared"]
    assert said(draft) == ["old", "theirs"]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({"save": "1"}, ["old", "theirs", "mine"]),
        ({"both": "1"}, ["old", "theirs", "mine\n\ntheirs"]),
        ({"theirs": "2"}, ["old", "theirs", "mine", "theirs"]),
    ],
)
def test_mine_theirs_or_both_and_nothing_is_lost(cast: Cast, choice: dict[str, str], kept: list[str]) -> None:
    draft, client, address = two_windows(cast)
    form: dict[str, Any] = filled(cast.bo_voice, "mine", revision=2, **choice)
    assert client.post(address, form)["Location"] == address
    assert said(draft) == kept
    assert kept[-1] in client.get(address).content.decode()


def test_a_version_is_taken_back_by_its_author_alone(cast: Cast) -> None:
    draft, client, address = two_windows(cast)
    versions = reverse("draft-versions", args=[draft.pk])
    assert "<del>old</del><ins>theirs</ins>" in client.get(versions).content.decode()
    assert signed_in(cast.ada).get(versions).status_code == 404
    assert signed_in(cast.ada).post(versions, {"number": 1, "revision": 2}).status_code == 404
    assert client.post(versions, {"number": "x", "revision": 2}).status_code == 404
    assert client.post(versions, {"number": 1, "revision": 2})["Location"] == address
    assert said(draft) == ["old", "theirs", "old"]
    assert client.post(versions, {"number": 1, "revision": 2}).status_code == 409


def test_many_versions_are_paged_by_the_same_number_of_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    draft, client, _address = two_windows(cast)
    content = {
        "title": "",
        "variants": [{"channel": None, "language": "en", "text": "x", "content_warning": ""}],
    }
    Revision.objects.bulk_create(
        Revision(post=draft, number=number, content=content, made_by=cast.bo, made_at=clock.now())
        for number in range(10, 60)
    )
    with django_assert_max_num_queries(22):
        page = client.get(reverse("draft-versions", args=[draft.pk]) + "?page=2").content.decode()
    assert page.count('name="number"') == 20
