"""The WSGI environment: paths, lengths and headers as PEP 3333 wants them."""

from io import BytesIO
from typing import Any

from manyvoices.serve.environ import build_environ


def scope(**changes: Any) -> dict[str, Any]:
    return {
        "method": "POST",
        "raw_path": b"/",
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", "8000"),
        "client": ("127.0.0.9", "999"),
        "headers": [],
        **changes,
    }


def test_the_path_is_decoded_to_bytes_in_latin_1() -> None:
    environ = build_environ(scope(raw_path=b"/%C3%A9/%FF/a%2Fb", query_string=b"q=%20"), BytesIO(), 0)
    assert environ["PATH_INFO"] == "/\xc3\xa9/\xff/a/b"
    assert environ["QUERY_STRING"] == "q=%20"


def test_the_length_is_that_of_the_body_and_not_what_the_client_said() -> None:
    headers = [(b"content-length", b"99"), (b"transfer-encoding", b"chunked"), (b"content-type", b"text/x")]
    environ = build_environ(scope(headers=headers), BytesIO(b"abc"), 3)
    assert (environ["CONTENT_LENGTH"], environ["CONTENT_TYPE"]) == ("3", "text/x")
    assert not {"HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_CONTENT_TYPE"} & environ.keys()


def test_repeated_headers_are_joined_and_cookies_by_semicolons() -> None:
    headers = [(b"accept", b"a"), (b"accept", b"b"), (b"cookie", b"c=1"), (b"cookie", b"d=2")]
    environ = build_environ(scope(headers=headers), BytesIO(), 0)
    assert (environ["HTTP_ACCEPT"], environ["HTTP_COOKIE"]) == ("a,b", "c=1; d=2")


def test_an_underscore_cannot_pose_as_a_hyphen() -> None:
    headers = [(b"x_forwarded_for", b"10.0.0.1"), (b"x-forwarded-for", b"192.0.2.1")]
    environ = build_environ(scope(headers=headers), BytesIO(), 0)
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    assert environ["REMOTE_ADDR"] == "127.0.0.9"
