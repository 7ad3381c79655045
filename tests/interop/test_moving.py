"""Leaving with one's followers, to a real server that is not ours: both sides name each other, the followers follow on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interop.node import node_available
from tests.interop.peer_server import Peer
from tests.product import PATIENCE, Product

SKIP = node_available()
pytestmark = [
    pytest.mark.node,
    pytest.mark.long,
    pytest.mark.skipif(SKIP is not None, reason=str(SKIP)),
]


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    with Product.start(tmp_path / "product") as product:
        product.set_up()
        yield product


# promise G13
def test_followers_follow_on_once_both_sides_name_each_other(product: Product, tmp_path: Path) -> None:
    with Peer.start(tmp_path / "peer", "draft-cavage") as peer:
        ada = product.ask("actor_of", handle="ada")
        # The worker makes its keys; before, there is no actor.
        product.wait_for(lambda: product.page(ada, accept="application/activity+json").status == 200)
        peer.follow(ada)
        peer.wait_for(lambda state: state["following"]["lena"][ada]["state"] == "accepted", PATIENCE)

        # Milo does not say that he is Ada: nothing moves.
        product.ask("move", handle="ada", target=peer.handle("milo"))
        refused = product.wait_for(lambda: product.ask("move_stands", handle="ada").get("refused"))
        assert "does not name this voice yet" in refused

        peer.alias(ada, as_="milo")
        product.ask("move", handle="ada", target=peer.handle("milo"))
        product.wait_for(lambda: product.ask("move_stands", handle="ada").get("checked"))
        assert not peer.received("Move"), "nobody is told before the yes"

        product.ask("confirm", handle="ada")
        product.wait_for(lambda: product.ask("move_stands", handle="ada")["announced"])
        milo = peer.actor("milo")
        peer.wait_for(lambda state: state["following"]["lena"].get(milo, {}).get("state"), PATIENCE)
        peer.wait_for(lambda state: peer.actor("lena") in state["followers"]["milo"], PATIENCE)
        [arrived] = peer.received("Move")
        assert arrived["actor"] == ada
        assert product.document(ada)["movedTo"] == milo
        assert ada not in peer.state()["following"]["lena"]
