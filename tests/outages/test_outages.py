"""A real installation whose database goes away for a while, of each kind in its own way."""

import resource
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest

from tests import visitor
from tests.ground.databases import SERVER, WITHOUT
from tests.inside.cast import EMAIL, PASSWORD
from tests.product import WEB, Product
from tests.visitor import Page, Visitor

needs_postgresql = pytest.mark.skipif(not SERVER, reason=WITHOUT)
needs_sqlite = pytest.mark.skipif(bool(SERVER), reason="the product of this run stands on PostgreSQL")
pytestmark = pytest.mark.long


def asks_to_come_back(page: Page) -> bool:
    assert "Traceback" not in page.text
    return page.status == 503 and page.headers.get("retry-after") == "10"


def signs_in(product: Product) -> Page:
    """A write by a stranger: the sign-in of Ada."""
    stranger = Visitor(product.origin)
    page = stranger.get("/sign-in")
    if page.status != 200:
        return page
    return stranger.send(page, page.form("login", "password"), login=EMAIL, password=PASSWORD)


# promise C1
@pytest.mark.postgres
@needs_postgresql
def test_a_database_that_was_away_is_found_again_by_web_and_worker(tmp_path: Path) -> None:
    with Product.start(tmp_path) as product:
        product.set_up()
        before = product.child().pid
        name = urlsplit(product.env["DATABASE_URL"]).path.lstrip("/")
        product._leave()  # the acts' own connection would be ended too
        with psycopg.connect(SERVER, autocommit=True) as server:
            _allow(server, name, False)
            assert asks_to_come_back(product.page("/@ada"))
            assert product.page("/healthz").status == 200
            assert product.page("/readyz").status == 503
            time.sleep(3)
            _allow(server, name, True)
        back = time.monotonic()
        product.wait_for(lambda: product.page("/@ada").status == 200)
        product.wait_for(lambda: _another_worker(product, before))
        product.wait_for(lambda: product.page("/readyz").status == 200)
        print(f"ready {time.monotonic() - back:.1f} s after the database was back")
        assert product.publish("ada", "The line is clear again.")["uri"]
        assert "Traceback" not in product.page("/").text


# promise C2
@needs_sqlite
def test_a_database_that_is_locked_for_half_a_minute_loses_nothing(tmp_path: Path) -> None:
    with Product.start(tmp_path) as product:
        product.set_up()
        post = product.publish("ada", "Said before the lock.", wait=False)["post"]
        with closing(
            sqlite3.connect(tmp_path / "data" / "manyvoices.sqlite3", isolation_level=None)
        ) as holder:
            holder.execute("PRAGMA busy_timeout=20000")
            holder.execute("BEGIN IMMEDIATE")
            until = time.monotonic() + 30
            assert product.page("/").status == 200, "who only reads does not wait"
            assert asks_to_come_back(_patient(product))
            time.sleep(max(0.0, until - time.monotonic()))
            holder.execute("ROLLBACK")
        assert signs_in(product).status == 200
        assert product.wait_for(lambda: product.ask("published", post=post))


# promise C3
@needs_sqlite
def test_a_disk_that_is_full_is_said_and_everything_goes_on_once_there_is_room(tmp_path: Path) -> None:
    """No byte more may be written to any file by the web process: what a full disk is to it."""
    with Product.start(tmp_path) as product:
        product.set_up()
        web = product.child(WEB)
        before = _rows(tmp_path)
        _limit(web, 1)
        assert asks_to_come_back(signs_in(product))
        assert product.page("/").status == 200
        assert _rows(tmp_path) == before, "no half of anything"
        _limit(web, resource.RLIM_INFINITY)
        assert signs_in(product).status == 200
        assert product.publish("ada", "There is room again.")["uri"]
        assert product.child(WEB).pid == web.pid


def _another_worker(product: Product, before: int) -> bool:
    """Whether a worker took the place of the one whose life lock went with the database."""
    try:
        return bool(product.child().pid != before)
    except AssertionError:
        return False  # none just now: the supervisor is about to start one


def _patient(product: Product) -> Page:
    """A sign-in that may wait for as long as the product waits for its lock."""
    with pytest.MonkeyPatch.context() as patience:
        patience.setattr(visitor, "SECONDS", 60.0)
        return signs_in(product)


def _allow(server: "psycopg.Connection[object]", name: str, allowed: bool) -> None:
    """A restart as clients see it: nobody gets in, and who was in is put out."""
    server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {str(allowed).lower()}')
    if not allowed:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def _limit(process: psutil.Process, size: int) -> None:
    process.rlimit(psutil.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _rows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "data" / "manyvoices.sqlite3")) as opened:
        return int(opened.execute("SELECT count(*) FROM django_session").fetchone()[0])
