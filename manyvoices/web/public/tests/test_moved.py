"""A voice that moved says where it is now."""

from django.test import Client

from manyvoices.voices.models import Voice
from manyvoices.web.public.tests.rows import somebody
from tests.cast import Cast


def test_the_page_leads_to_the_account_elsewhere(client: Client, cast: Cast) -> None:
    there = somebody("Bo", "rail.example", username="bo")
    Voice.objects.filter(pk=cast.bo_voice.pk).update(moved_to=there.uri)
    page = client.get("/@bo").content.decode()
    assert "Now at" in page
    assert "@bo@rail.example" in page
    assert "Resting" not in page


def test_an_address_nobody_heard_of_is_named_and_no_other_scheme_is_linked(
    client: Client, cast: Cast
) -> None:
    for uri, linked in (("https://rail.example/users/bo", True), ("javascript:alert(1)", False)):
        Voice.objects.filter(pk=cast.bo_voice.pk).update(moved_to=uri, changed_at=cast.bo_voice.made_at)
        page = client.get(f"/@bo?page={1 + linked}").content.decode()
        assert (f'href="{uri}"' in page) == linked
        assert "Now at" in page
