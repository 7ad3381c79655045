"""Both schemes alike: honest requests pass, and no part of one can be changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.federation.signatures import (
    IncomingRequest,
    NotSigned,
    Reason,
    Scheme,
    SignatureProblem,
    claimed,
    sign,
    verify,
)
from manyvoices.federation.signatures.tests.requests import (
    BODY,
    HOST,
    KEY_ID,
    NOW,
    PATH,
    SCHEMES,
    other_rsa_pair,
    outcome,
    rsa_pair,
    signed_request,
)

both = pytest.mark.parametrize("scheme", SCHEMES)
SIGNED = {
    "cavage": ("host", "date", "digest", "content-type", "signature"),
    "rfc9421": ("host", "content-digest", "content-type", "signature-input", "signature"),
}


# promise G15
@both
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", PATH, BODY), ("POST", "/inbox", b""), ("GET", "/users/ada?page=1", b""), ("GET", "/", b"")],
)
def test_what_we_sign_is_believed(scheme: Scheme, method: str, path: str, body: bytes) -> None:
    request = signed_request(scheme, method=method, path=path, body=body)
    assert outcome(request) is None
    assert claimed(request).key_id == KEY_ID
    assert claimed(request).scheme == scheme


# promise G15
@both
def test_a_signature_over_the_path_without_its_query_is_believed(scheme: Scheme) -> None:
    bare = signed_request(scheme, path="/inbox")
    assert outcome(replace(bare, path="/inbox?source=shared")) is None
    assert outcome(replace(bare, path="/inbox/other")) is Reason.WRONG_SIGNATURE
    queried = signed_request(scheme, path="/inbox?a=1")
    assert outcome(replace(queried, path="/inbox")) is Reason.WRONG_SIGNATURE
    assert outcome(replace(queried, path="/inbox?a=2")) is Reason.WRONG_SIGNATURE


def test_an_unsigned_request_claims_nothing() -> None:
    with pytest.raises(NotSigned):
        claimed(IncomingRequest("POST", PATH, HOST, {"host": HOST}, BODY))


# promise G1
@both
@settings(deadline=None)
@given(where=st.integers(0, len(BODY) - 1), xor=st.integers(1, 255))
def test_no_byte_of_the_body_can_be_changed(scheme: Scheme, where: int, xor: int) -> None:
    body = BODY[:where] + bytes([BODY[where] ^ xor]) + BODY[where + 1 :]
    assert outcome(replace(signed_request(scheme), body=body)) is Reason.WRONG_DIGEST


# promise G1
@both
@pytest.mark.parametrize("body", [b"", BODY + b" ", BODY * 2])
def test_the_body_cannot_be_cut_or_lengthened(scheme: Scheme, body: bytes) -> None:
    assert outcome(replace(signed_request(scheme), body=body)) is Reason.WRONG_DIGEST


# promise G1
@both
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_header_that_is_signed_can_be_changed(scheme: Scheme, data: st.DataObject) -> None:
    request = signed_request(scheme)
    name = data.draw(st.sampled_from(SIGNED[scheme]))
    value = request.headers[name]
    where = data.draw(st.integers(0, len(value)))
    noise = data.draw(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=0, max_size=3))
    cut = data.draw(st.integers(0, 3))
    changed = value[:where] + noise + value[where + cut :]
    altered = with_header(request, name, changed)
    if outcome(altered) is None:
        assert means_the_same(name, request, altered)


# promise G1
@both
def test_no_header_that_is_signed_can_be_dropped_or_repeated(scheme: Scheme) -> None:
    request = signed_request(scheme)
    for name in SIGNED[scheme]:
        repeated = with_header(request, name, f"{request.headers[name]}, {request.headers[name]}")
        assert outcome(repeated) is not None, name
        kept = {key: value for key, value in request.headers.items() if key != name}
        with pytest.raises(SignatureProblem):
            verify_all(replace(request, headers=kept))


# promise G1
@both
@given(method=st.sampled_from(["PUT", "DELETE", "PATCH", "GET", "HEAD", "OPTIONS", "POS"]))
@settings(deadline=None)
def test_the_method_cannot_be_changed(scheme: Scheme, method: str) -> None:
    assert outcome(replace(signed_request(scheme), method=method)) is Reason.WRONG_SIGNATURE


# promise G1
@both
@given(
    path=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30).map(lambda rest: "/" + rest)
)
@settings(deadline=None)
def test_the_path_cannot_be_changed(scheme: Scheme, path: str) -> None:
    request = signed_request(scheme)
    expected = None if path == PATH else Reason.WRONG_SIGNATURE
    assert outcome(replace(request, path=path)) is expected


# promise G1
@both
def test_a_request_for_another_host_is_refused(scheme: Scheme) -> None:
    request = signed_request(scheme)
    assert outcome(replace(request, host="other.example")) is Reason.WRONG_HOST
    both_moved = replace(with_header(request, "host", "other.example"), host="other.example")
    assert outcome(both_moved) is Reason.WRONG_SIGNATURE
    assert outcome(with_header(request, "host", "voices.example:8443")) is Reason.WRONG_HOST


# promise G1
@both
@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=59), None),
        (timedelta(minutes=61), Reason.STALE),
        (timedelta(days=4_000), Reason.STALE),
        (timedelta(minutes=-4), None),
        (timedelta(minutes=-6), Reason.FUTURE),
        (timedelta(days=-4_000), Reason.FUTURE),
    ],
)
def test_only_fresh_signatures_count(scheme: Scheme, age: timedelta, expected: Reason | None) -> None:
    assert outcome(signed_request(scheme, at=NOW - age)) is expected


# promise G1
@both
def test_another_key_does_not_verify(scheme: Scheme) -> None:
    assert outcome(signed_request(scheme), pem=other_rsa_pair().public_pem) is Reason.WRONG_SIGNATURE


# promise G3
@both
def test_one_signature_keeps_its_id_however_it_is_written(scheme: Scheme) -> None:
    request = signed_request(scheme)
    first = claimed(request).signature_id
    moved = {name: value.replace("sig1=", "other=") for name, value in request.headers.items()}
    moved["signature"] = moved["signature"].replace("#main-key", "")
    assert claimed(replace(request, headers=moved)).signature_id == first
    assert claimed(signed_request(scheme, body=b"{}")).signature_id != first


# promise G1
@both
def test_a_claim_taken_from_another_request_is_refused(scheme: Scheme) -> None:
    request, other = signed_request(scheme), signed_request(scheme, body=b"{}")
    with pytest.raises(SignatureProblem):
        verify(request, claimed(other), rsa_pair().public_pem, NOW)


@both
@settings(deadline=None, max_examples=200)
@given(
    signature=st.text(st.characters(max_codepoint=255), max_size=80),
    signature_input=st.text(st.characters(max_codepoint=255), max_size=80),
)
def test_garbage_is_refused_and_never_crashes(scheme: Scheme, signature: str, signature_input: str) -> None:
    headers = dict(signed_request(scheme).headers) | {"signature": signature}
    if scheme == "rfc9421":
        headers["signature-input"] = signature_input
    with pytest.raises(SignatureProblem):
        verify_all(IncomingRequest("POST", PATH, HOST, headers, BODY))


@both
@pytest.mark.parametrize(
    "url", ["/inbox", "ftp://a.example/", "https://u:p@a.example/", "https://ä.example/"]
)
def test_a_url_that_cannot_be_signed_is_refused(scheme: Scheme, url: str) -> None:
    with pytest.raises(ValueError, match="absolute"):
        sign_to(scheme, url, KEY_ID)


@both
@pytest.mark.parametrize("key_id", ['a"b', "a\nb", "ä", "a\\"])
def test_a_key_id_that_would_break_out_of_its_header_is_refused(scheme: Scheme, key_id: str) -> None:
    with pytest.raises(ValueError, match="header"):
        sign_to(scheme, "https://a.example/", key_id)


@both
def test_the_default_port_is_left_out_of_the_host(scheme: Scheme) -> None:
    assert sign_to(scheme, "https://A.example:443", KEY_ID)["Host"] == "a.example"
    assert sign_to(scheme, "https://a.example:8443/x", KEY_ID)["Host"] == "a.example:8443"


def sign_to(scheme: Scheme, url: str, key_id: str) -> dict[str, str]:
    pem = rsa_pair().private_pem
    return sign(scheme=scheme, method="POST", url=url, body=b"", key_id=key_id, private_key_pem=pem, now=NOW)


def with_header(request: IncomingRequest, name: str, value: str) -> IncomingRequest:
    headers: Mapping[str, str] = dict(request.headers) | {name: value}
    return replace(request, headers=headers)


def verify_all(request: IncomingRequest) -> None:
    verify(request, claimed(request), rsa_pair().public_pem, NOW)


def means_the_same(name: str, before: IncomingRequest, after: IncomingRequest) -> bool:
    """Only spelling may vary: blanks around a value, the case of a host, and in the signature headers what no
    scheme signs (blanks, a label, the algorithm's name). Then it is still the same signature: a replay.
    """
    if name == "host":
        return after.headers[name].strip().lower().removesuffix(":443") == HOST
    if name in {"signature", "signature-input"}:
        return claimed(before).signature_id == claimed(after).signature_id
    return before.headers[name] == after.headers[name].strip()
