"""Hosts: many spellings, one host; or refused."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.federation.origins import BadUri, host_of, same_origin, same_uri

LABELS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
HOSTS = st.lists(LABELS, min_size=1, max_size=3).map(lambda labels: ".".join([*labels, "example"]))


# promise G11
@pytest.mark.parametrize(
    ("uri", "host"),
    [
        ("https://voices.example/users/ada", "voices.example"),
        ("https://VOICES.Example./", "voices.example"),
        ("HTTPS://voices.example:443", "voices.example"),
        ("https://voices.example:8443/", "voices.example:8443"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://BÜCHER.example", "xn--bcher-kva.example"),
        ("https://XN--bcher-kva.example", "xn--bcher-kva.example"),
        ("https://a。example/", "a.example"),
        ("https://ａ.example", "a.example"),
    ],
)
def test_one_host_has_one_spelling(uri: str, host: str) -> None:
    assert host_of(uri) == host


# promise G11
@pytest.mark.parametrize(
    "uri",
    [
        *(
            "",
            "voices.example",
            "//voices.example/",
            "https://",
            "https:///path",
            "https://.",
            "https://a..example",
        ),
        *(
            "http://voices.example/",
            "ftp://voices.example/",
            "javascript:alert(1)",
            "data:,x",
            "acct:a@b.example",
        ),
        *("https://eve@voices.example/", "https://voices.example@eve.example/", "https://:p@voices.example"),
        *(
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://１２７.0.0.1/",
        ),
        "http://localhost:8000/",
        *("https://eve.example\\@voices.example/", "https://voices.example\t/", "https://voices.\nexample/"),
        *("https://voices.example /", " https://voices.example/", "https://voices.example\x00/"),
        *("https://voices%2eexample/", "https://a_b.example/", "https://-a.example/", "https://a-.example/"),
        *("https://voices.example:port/", "https://voices.example:99999/", "https://[voices.example/"),
        "https://" + "a" * 64 + ".example/",
        "https://voices.example/" + "a" * 2_048,
        "https://xn--a\u200d.example/",
    ],
)
def test_what_is_read_in_two_ways_is_refused(uri: str) -> None:
    with pytest.raises(BadUri) as refused:
        host_of(uri)
    assert str(refused.value).endswith(".")
    assert not same_origin(uri, uri)


# promise G11
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://voices.example", "https://vоices.example"),  # a Cyrillic о
        ("https://straße.example", "https://strasse.example"),
        ("https://voices.example", "https://voices.example:8443"),
        ("https://voices.example", "https://voices.example.eve.example"),
        ("https://voices.example", "https://www.voices.example"),
    ],
)
def test_what_only_looks_alike_is_not_the_same(one: str, other: str) -> None:
    assert not same_origin(one, other)
    assert host_of(one) != host_of(other)


def test_the_standard_library_would_give_two_owners_one_host() -> None:
    """The broken twin: why names go through UTS 46 and not through the built-in codec."""
    assert "straße.example".encode("idna") == "strasse.example".encode("idna")


@pytest.mark.parametrize(
    ("uri", "host"),
    [
        ("http://localhost:8000/users/ada", "localhost:8000"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("https://[::1]:8443/", "[::1]:8443"),
        ("https://voices.example/", "voices.example"),
    ],
)
def test_loopback_counts_where_it_is_allowed(uri: str, host: str) -> None:
    assert host_of(uri, allow_loopback=True) == host


@pytest.mark.parametrize(
    "uri",
    ["http://voices.example/", "http://127.0.0.2/", "http://10.0.0.1/", "https://127.1/", "ftp://localhost/"],
)
def test_allowing_loopback_allows_nothing_else(uri: str) -> None:
    with pytest.raises(BadUri):
        host_of(uri, allow_loopback=True)


def test_http_and_https_of_one_loopback_host_are_two_origins() -> None:
    assert not same_origin("http://localhost/", "https://localhost/", allow_loopback=True)


def test_the_same_thing_has_the_same_path_and_fragment() -> None:
    assert same_uri("https://A.example:443/users/ada", "https://a.example/users/ada")
    for other in (
        "https://a.example/users/Ada",
        "https://a.example/users/ada#key",
        "https://a.example/users/ada?",
    ):
        assert same_uri("https://a.example/users/ada", other) is (other.endswith("?"))
    assert not same_uri("https://b.example/users/ada", "https://a.example/users/ada")


# promise G11
@settings(deadline=None)
@given(
    host=HOSTS, upper=st.lists(st.booleans(), min_size=40, max_size=40), dot=st.booleans(), port=st.booleans()
)
def test_case_dot_and_default_port_never_make_another_host(
    host: str, upper: list[bool], dot: bool, port: bool
) -> None:
    spelled = "".join(letter.upper() if up else letter for letter, up in zip(host, upper, strict=False))
    uri = f"https://{spelled}{'.' if dot else ''}{':443' if port else ''}/x"
    assert host_of(uri) == host[: len(spelled)]
    assert host_of(f"https://{host_of(uri)}/") == host_of(uri)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=40))
def test_any_text_is_a_host_in_ascii_or_is_refused(text: str) -> None:
    for uri in (text, f"https://{text}/", f"https://a.example{text}"):
        try:
            host = host_of(uri)
        except BadUri:
            continue
        assert host.isascii()
        assert host == host.lower()
        assert host_of(f"https://{host}/") == host
