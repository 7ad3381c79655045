"""Request headers."""

import pytest
from multidict import CIMultiDict

from manyvoices.core.http.errors import Refused
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.headers import check_headers, travelling
from manyvoices.core.http.targets import check_target

HERE = check_target("https://a.example:8443/x", Guard())


def test_ordinary_headers_pass_and_a_signed_host_too() -> None:
    headers = {"Accept": "application/activity+json", "Host": "a.example:8443", "Signature": 'keyId="k"'}
    assert dict(check_headers(headers, HERE)) == headers
    assert dict(check_headers(None, HERE)) == {}


@pytest.mark.parametrize(
    "header",
    [
        ("X-A", "b\r\nX-C: d"), ("X-A", "b\nc"), ("X-A", "b\0c"), ("X A", "b"), ("X-A:", "b"), ("", "b"),
        ("X\r\n", "b"),
        ("Host", "b.example"), ("Accept-Encoding", "gzip"), ("Content-Length", "3"), ("transfer-encoding",
        "chunked"),
        ("Connection", "upgrade"), ("X-A", "\ud800\x7f"),
    ],
)  # fmt: skip
def test_headers_that_would_change_the_message_are_refused(header: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        check_headers(dict([header]), HERE)


# promise D8
@pytest.mark.parametrize(
    "there", ["https://b.example:8443/", "https://a.example/", "https://sub.a.example:8443/"]
)
def test_only_harmless_headers_travel_to_another_server(there: str) -> None:
    headers = CIMultiDict(
        {"accept": "text/html", "Authorization": "s", "Cookie": "s", "Signature": "s", "X-Api-Key": "s"}
    )
    assert dict(travelling(headers, HERE, check_target(there, Guard()))) == {"accept": "text/html"}
    assert travelling(headers, HERE, check_target("https://a.example:8443/y", Guard())) == headers
