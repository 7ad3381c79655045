"""A complaint from a server that we did not write reaches the colleague on call, and her answer reaches the one who complained.

The product, the peer and two browsers are real. What is measured is printed: from our inbox to the row on the screen.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CHROMIUM, PageAt, browser, page_at
from tests.browser.watching import watch
from tests.inside.cast import EMAIL, PASSWORD
from tests.interop.node import node_available
from tests.interop.peer_server import Peer
from tests.product import PATIENCE, Json, Product

__all__ = ["Browser", "browser", "page_at"]
SKIP = node_available()
pytestmark = [
    pytest.mark.node,
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(SKIP is not None, reason=str(SKIP)),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium"),
]
LOOKS = os.environ.get("MANYVOICES_TEST_LOOKS", "")
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
COMPLAINT = "The brakes squealed all night, nobody could sleep, and nobody answers. This is unacceptable!"
MS = 1000
GETS_READY = 20  # seconds after its start a worker has read the model


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Northlight: Cleo is on call, and Bo, who knows brakes, is at lunch."""
    with Product.start(tmp_path_factory.mktemp("product")) as product:
        product.set_up()
        product.ask("staff")
        product.wait_for(lambda: product.page("/@northlight").status == 200)
        yield product


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """The server of Lena, who complains."""
    with Peer.start(tmp_path_factory.mktemp("peer"), "draft-cavage", authorized_fetch=True) as peer:
        yield peer


def desk(page: Page, product: Product, name: str) -> Page:
    """A browser in which somebody signed in at the door, with their inbox open and its live link up."""
    page.goto(f"{product.origin}/sign-in")
    page.locator("[name=login]").fill(EMAIL if name == "Ada" else f"{name.lower()}@northlight.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    page.goto(f"{product.origin}/inbox/?view=all")
    is_live(page)
    return page


def is_live(page: Page) -> None:
    """The page hears of what changes."""
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=PATIENCE * MS)


def look(page: Page, name: str) -> None:
    """A picture, where somebody wants to see it."""
    if LOOKS:
        page.screenshot(path=Path(LOOKS) / f"answering-{name}.png", full_page=True)


def to_the_peer(peer: Peer, note: str) -> Json:
    """What arrived at Lena's inbox as the answer to a note of hers."""

    def found(state: Json) -> Json | None:
        rows = [row for row in state["received"] if row["type"] == "Create" and row["inReplyTo"] == note]
        return rows[0] if rows else None

    row = peer.wait_for(found, PATIENCE)
    assert row is not None
    assert row["verified"], row["reasons"]
    return row


# promise F6
def test_a_complaint_is_answered_by_the_one_on_call_and_only_once(
    product: Product, peer: Peer, page_at: PageAt, capsys: pytest.CaptureFixture[str]
) -> None:
    post = product.publish("northlight", "The night train runs again.")
    time.sleep(GETS_READY)
    cleo, ada = desk(page_at(390, "light"), product, "Cleo"), desk(page_at(1280, "dark"), product, "Ada")
    seen = [watch(page, product.origin) for page in (cleo, ada)]
    peer.follow(f"@northlight@{product.host}")
    complaint = peer.reply(post["uri"], f"<p>{COMPLAINT}</p>")
    arrived, at = time.monotonic(), time.time()
    row = cleo.get_by_role("listitem").filter(has_text="The brakes squealed")
    expect(row).to_be_visible(timeout=PATIENCE * MS)
    on_screen = time.monotonic() - arrived
    expect(row.get_by_text("You have it")).to_be_visible(timeout=PATIENCE * MS)
    given = time.monotonic() - arrived
    expect(ada.get_by_text("Cleo has it")).to_be_visible(timeout=PATIENCE * MS)
    look(cleo, "1-arrived")
    was_decided_well(product)
    both_answer(product, cleo, ada, row)
    answered(peer, product, complaint["note"])
    cleo.get_by_text("Bus at 8 from platform 2").first.wait_for()
    thanks = peer.reply(to_the_peer(peer, complaint["note"])["objectId"], "<p>Thank you, that helps!</p>")
    arrived = time.monotonic()
    expect(cleo.locator("#thread").get_by_text("Thank you, that helps!")).to_be_visible(timeout=PATIENCE * MS)
    in_thread = time.monotonic() - arrived
    assert thanks["note"]
    look(cleo, "5-thanked")
    assert [(one.errors, one.strangers) for one in seen] == [([], []), ([], [])]
    parts = {name: round(moment - at, 1) for name, moment in product.ask("times", about="The brakes").items()}
    with capsys.disabled():
        print(
            f"\n{parts}, row {on_screen:.1f} s, says who {given:.1f} s, in the open thread {in_thread:.1f} s"
        )
    assert max(on_screen, in_thread) < 15, "a busy machine is slower, nobody waits for a minute's poll"


def was_decided_well(product: Product) -> None:
    """A complaint about brakes: Bo knows them and is at lunch, so it went to whoever is on call, with a promise."""
    stands: dict[str, Any] = product.ask("stands", about="The brakes squealed")
    assert (stands["kind"], stands["topic"], stands["assigned_to"]) == ("complaint", "Brakes", "Cleo")
    assert stands["is_promised"]
    assert ["on_call", ""] in stands["reasons"], stands["reasons"]
    assert "lunch" not in str(stands["reasons"])


def both_answer(product: Product, cleo: Page, ada: Page, row: Any) -> None:
    """Ada writes, which Cleo sees; Cleo's answer leaves, and Ada's is stopped with the news above her words."""
    row.get_by_role("link").first.click()
    is_live(cleo)
    ada.get_by_role("listitem").filter(has_text="The brakes squealed").get_by_role("link").first.click()
    is_live(ada)
    mine, hers = ada.get_by_label("Your answer"), cleo.get_by_label("Your answer")
    mine.press("Control+End")
    mine.press_sequentially("We look into it.")
    expect(cleo.get_by_text("Ada is answering")).to_be_visible(timeout=PATIENCE * MS)
    hers.press("Control+End")
    hers.press_sequentially("Sorry! Bus at 8 from platform 2.")
    look(cleo, "2-writes")
    cleo.get_by_role("button", name="Send", exact=True).click()
    with ada.expect_response(lambda got: got.request.method == "POST" and "/answer/" in got.url) as got:
        ada.get_by_role("button", name="Send", exact=True).or_(
            ada.get_by_role("button", name="Send anyway")
        ).first.click()
    assert got.value.status == 409
    news = ada.locator("#news")
    expect(news.get_by_text("Bus at 8 from platform 2")).to_be_visible()
    expect(mine).to_have_value(re.compile("We look into it."))
    above, below = news.bounding_box(), mine.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"], "the news stands above the kept words"
    look(ada, "3-stopped")


def answered(peer: Peer, product: Product, note: str) -> None:
    """Exactly one answer arrived, in the thread, with the mention of the one who complained."""
    row = to_the_peer(peer, note)
    activity = row["activity"]["object"]
    assert "Bus at 8 from platform 2" in row["content"]
    assert row["attributedTo"] == product.ask("actor_of", handle="northlight")
    tags = activity["tag"] if isinstance(activity["tag"], list) else [activity["tag"]]
    assert [tag["href"] for tag in tags if tag["type"] == "Mention"] == [peer.actor()]
    addressed = [*_listed(activity["to"]), *_listed(activity["cc"])]
    assert {PUBLIC, peer.actor()} <= set(addressed), addressed
    answers = [one for one in peer.received("Create") if one["inReplyTo"] == note]
    assert len({one["objectId"] for one in answers}) == 1


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
