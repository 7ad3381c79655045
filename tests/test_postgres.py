"""The throw-away PostgreSQL server: it answers, and it is gone afterwards."""

import psycopg
import pytest

from tests.postgres import programs, throwaway

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(programs() is None, reason="no PostgreSQL: ./run test-setup"),
]


def test_a_server_of_our_own_answers_and_ends() -> None:
    with throwaway() as url:
        assert url
        with psycopg.connect(url) as connection:
            row = connection.execute("SHOW fsync").fetchone()
        assert row == ("off",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)
