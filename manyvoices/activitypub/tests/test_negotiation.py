import pytest
from django.test import RequestFactory

from manyvoices.activitypub.negotiation import wants_activity, wants_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
AS2 = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'


@pytest.mark.parametrize(
    "accept",
    [
        "application/activity+json",
        AS2,
        f"{AS2}, application/activity+json",
        "application/ld+json",
        "application/activity+json, text/html;q=0.1",
        "text/html;q=0.5, application/activity+json",
    ],
)
def test_who_asks_for_activity_gets_it_everywhere(accept: str) -> None:
    request = RequestFactory().get("/", headers={"accept": accept})
    assert wants_activity(request)
    assert not wants_page(request)


@pytest.mark.parametrize("accept", [BROWSER, "text/html", "text/html, application/activity+json"])
def test_a_browser_gets_the_page_everywhere(accept: str) -> None:
    request = RequestFactory().get("/", headers={"accept": accept})
    assert not wants_activity(request)
    assert wants_page(request)


@pytest.mark.parametrize("accept", ["*/*", "", "application/json", "image/webp", "nonsense;;;"])
def test_who_does_not_care_gets_what_the_address_is_for(accept: str) -> None:
    request = RequestFactory().get("/", headers={"accept": accept} if accept else {})
    assert not wants_activity(request)
    assert not wants_page(request)
