"""The first journey over plain HTTP, without scripts: from the printed link to a post that can be followed."""

import json
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.inside.cast import EMAIL, PASSWORD
from tests.product import Product
from tests.visitor import Page, Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = "We test quieter brakes on the night line. Listen: less squeal, same stop. #brakes"


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """A product that nobody has set up."""
    with Product.start(tmp_path) as product:
        yield product


def set_up(product: Product, ada: Visitor) -> Page:
    """Fill in the set-up page behind the printed link; the page it leads to."""
    page = ada.get(product.set_up_link())
    assert page.status == 200
    form = page.form("organisation_name", "password")
    return ada.send(page, form, organisation_name="Northlight", name="Ada", email=EMAIL, password=PASSWORD)


def publish(product: Product, ada: Visitor, composer: Page) -> Page:
    """Write over the friendly draft and publish; the page with the public link."""
    form = composer.form("text", "publish")
    assert "Northlight" in form.fields["text"][0], "the draft greets by the organisation's name"
    page = ada.send(composer, form, button=("publish", "1"), text=WORDS)
    assert page.status == 200
    assert page.url.endswith("/published/")
    return product.wait_for(lambda: f"{product.origin}/@ada/" in (out := ada.get(page.url)).text and out)


@pytest.mark.long
def test_from_the_printed_link_to_a_post_that_can_be_found(product: Product) -> None:
    began, ada = time.monotonic(), product.visitor()
    composer = set_up(product, ada)
    assert composer.url == f"{product.origin}/compose/"
    published = publish(product, ada, composer)
    print(f"from the set-up page to the public link: {time.monotonic() - began:.1f} s, 2 forms")
    assert f"@ada@{product.host}" in published.text

    voice = product.page("/@ada")
    assert escape("Listen: less squeal") in voice.text
    uri = product.document("/@ada")["id"]
    [created] = product.document(f"{uri}/outbox?page=true")["orderedItems"]
    post = product.page(created["object"]["url"])
    assert post.status == 200
    assert escape("quieter brakes on the night line") in post.text
    assert escape("Listen: less squeal") in product.page("/").text

    feed = product.page("/@ada/feed.atom", accept="application/atom+xml")
    [entry] = ElementTree.fromstring(feed.text).iter(f"{ATOM}entry")  # noqa: S314 -- we wrote it
    assert post.url in [link.get("href") for link in entry.iter(f"{ATOM}link")]

    account = f"acct:ada@{product.host}"
    jrd = json.loads(product.page(f"/.well-known/webfinger?resource={account}", accept="*/*").text)
    assert jrd["subject"] == account
    assert uri in [link["href"] for link in jrd["links"] if link["rel"] == "self"]


@pytest.mark.long
def test_the_link_works_once_and_the_door_needs_the_password(product: Product) -> None:
    link = product.set_up_link()
    assert set_up(product, product.visitor()).status == 200
    assert product.page(link).status == 404
    stranger = product.visitor()
    door = stranger.get("/compose/")
    assert door.url.startswith(f"{product.origin}/sign-in")
    form = door.form("login", "password")
    refused = stranger.send(door, form, login=EMAIL, password="not her password")
    assert "/sign-in" in refused.url
    entered = stranger.send(refused, refused.form("login", "password"), login=EMAIL, password=PASSWORD)
    assert (entered.status, entered.url) == (200, f"{product.origin}/compose/")
