"""Which limit a path has."""

import pytest

from manyvoices.serve.routes import INBOX, ORDINARY, SHEET, UPLOAD, Limit, limit_for


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/", ORDINARY),
        ("/inbox", INBOX),
        ("/actors/7/inbox", INBOX),
        ("/actors/7/inbox/", INBOX),
        ("/inbox-rules", ORDINARY),
        ("/compose/", UPLOAD),
        ("/compose/12/pictures", UPLOAD),
        ("/composer", ORDINARY),
        ("/people/imports", SHEET),
        ("/people/imports/12/confirm", ORDINARY),
    ],
)
def test_limits(path: str, limit: Limit) -> None:
    assert limit_for(path) is limit
