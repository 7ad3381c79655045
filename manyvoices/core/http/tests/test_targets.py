"""URLs: what is refused, and that what is accepted has one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from manyvoices.core.http.errors import Refused
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.targets import check_target

PUBLIC = Guard()


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://Example.COM/A?b=c#d", "example.com", "/A?b=c"),
        ("https://bücher.example:443/ü", "xn--bcher-kva.example", "/%C3%BC"),
        ("https://example.com./", "example.com", "/"),
        ("https://example.com:8443", "example.com:8443", "/"),
        ("https://[2606:4700::1111]:8443/x", "[2606:4700::1111]:8443", "/x"),
        ("https://a_b.example", "a_b.example", "/"),
    ],
)
def test_a_url_is_brought_into_the_form_in_which_it_leaves(url: str, host: str, path: str) -> None:
    target = check_target(url, PUBLIC)
    assert (target.host, target.path) == (host, path)
    assert check_target(str(target.url), PUBLIC) == target


# promise D3
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[fe80::1%25eth0]", "[::1%25lo]", "127.1", "2130706433", "0x7f000001", "0x7f.1",
        "0177.0.0.1",
        "127.0.0.1.", "１２７.0.0.1", "①②⑦.0.0.1", "%31%32%37.0.0.1", "localhost", "intranet", "a..example",
        ".example", "exa mple.com", "exa\tmple.com", "example.com\\@10.0.0.1", "0", "a.example.0x",
    ],
)  # fmt: skip
def test_hosts_that_are_not_on_the_public_internet_are_refused(host: str) -> None:
    with pytest.raises(Refused):
        check_target(f"https://{host}/", PUBLIC)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/",
        "example.com", "//a.example",
        "https:a.example", "https:///x", "", "https://", "https://ada@example.com/",
        "https://ada:pw@example.com/",
        "https://@example.com/", "https://:@example.com/", "https://example.com:22/",
        "https://example.com:0/",
        "https://example.com:65536/", "https://example.com:x/", "https://example.com/\r\nX: y",
        "https://[::1",
        "https://example.com/" + "a" * 4096, "javascript:alert(1)", "https://" + "a" * 64 + ".example/",
    ],
)  # fmt: skip
def test_what_is_no_plain_https_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        check_target(url, PUBLIC)


def test_http_is_for_this_machine_and_only_where_it_is_opened() -> None:
    assert check_target("http://127.0.0.1:81/", Guard(loopback=True)).host == "127.0.0.1:81"
    assert check_target("http://peer.localhost:81/", Guard(loopback=True)).host == "peer.localhost:81"
    with pytest.raises(Refused):
        check_target("http://example.com/", Guard(loopback=True))
    with pytest.raises(Refused):
        check_target("http://localhost/", PUBLIC)


def test_an_allowed_pair_is_opened_only_by_its_own_literal() -> None:
    guard = Guard(allowed=frozenset({("127.0.0.1", 8000)}))
    assert check_target("http://127.0.0.1:8000/x", guard).path == "/x"
    for url in ("http://127.0.0.1:8001/", "http://localhost:8000/", "http://[::1]:8000/"):
        with pytest.raises(Refused):
            check_target(url, guard)


@given(st.text(alphabet=st.characters(), max_size=30))
def test_any_text_is_a_stable_target_or_refused(text: str) -> None:
    try:
        target = check_target(f"https://example.com/{text}", PUBLIC)
    except Refused:
        return
    assert target.host == "example.com"
    assert check_target(str(target.url), PUBLIC) == target


@given(st.text(max_size=30))
def test_any_host_is_refused_or_leads_to_that_host(text: str) -> None:
    try:
        target = check_target(f"https://{text}/", PUBLIC)
    except Refused:
        return
    assert URL(str(target.url)).raw_host == target.url.raw_host
    assert target.url.raw_user is None
