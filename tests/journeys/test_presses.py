"""Fifty presses of one button at the same moment, through the real front: one post."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.inside.cast import EMAIL, PASSWORD
from tests.product import Product

PRESSES = 50
WORDS = "The bridge is open again, all lines run."


# promise A12
@pytest.mark.long
def test_fifty_presses_at_once_are_one_post(tmp_path: Path) -> None:
    with Product.start(tmp_path) as product:
        product.set_up()
        ada = product.visitor()
        door = ada.get("/sign-in")
        ada.send(door, door.form("login", "password"), login=EMAIL, password=PASSWORD)
        composer = ada.get("/compose/")
        form, together = composer.form("text", "publish"), Barrier(PRESSES)

        def press(_number: int) -> tuple[int, str]:
            together.wait()
            page = ada.send(composer, form, button=("publish", "1"), text=WORDS)
            return page.status, "" if page.status in {200, 409} else page.text[:2000]

        with ThreadPoolExecutor(PRESSES) as people:
            answers = Counter(people.map(press, range(PRESSES)))
        print(answers)
        assert {status for status, _ in answers} <= {200, 409}, answers
        outbox = f"{product.document('/@ada')['id']}/outbox"
        product.wait_for(lambda: product.document(outbox)["totalItems"] > 0)
        product.publish("ada", "Another post, after all of them.")
        first = product.document(f"{outbox}?page=true")["orderedItems"]
        assert sum("The bridge is open again" in one["object"]["content"] for one in first) == 1
        assert len(first) == 2
