"""Draft-cavage: what must be signed, each parameter, and a naive verifier that shows the tests can fail."""

import base64
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from manyvoices.federation.signatures import BadKey, IncomingRequest, Malformed, Reason, claimed, sign
from manyvoices.federation.signatures.digest import digest
from manyvoices.federation.signatures.keys import load_private, load_public
from manyvoices.federation.signatures.tests.requests import (
    BODY,
    HOST,
    KEY_ID,
    NOW,
    PATH,
    ed25519_pair,
    outcome,
    rsa_pair,
    signed_request,
)

FORGED = b'{"type":"Delete","actor":"https://eve.example/users/eve"}'
DATE = "Sun, 01 Mar 2026 12:00:00 GMT"
UNIX_NOW = int(NOW.timestamp())
ALL = "(request-target) host date digest"


def by_hand(covered: str, *, parameters: str = "", drop: str = "", **headers: str) -> IncomingRequest:
    """Sign a request line by line as the draft says, without the code under test."""
    request = {"host": HOST, "date": DATE, "digest": digest(BODY)} | headers
    lines = []
    for name in covered.split():
        special = {
            "(request-target)": f"post {PATH}",
            "(created)": str(UNIX_NOW),
            "(expires)": str(UNIX_NOW + 60),
        }
        lines.append(f"{name}: {special[name] if name in special else request.get(name, '')}")
    private = load_private(rsa_pair().private_pem)
    assert isinstance(private, RSAPrivateKey)
    signature = private.sign("\n".join(lines).encode(), PKCS1v15(), hashes.SHA256())
    encoded = base64.b64encode(signature).decode()
    request["signature"] = f'keyId="{KEY_ID}",headers="{covered}",signature="{encoded}"{parameters}'
    request.pop(drop, None)
    return IncomingRequest("POST", PATH, HOST, request, BODY)


def naive(request: IncomingRequest) -> bool:
    """The broken twin: verifies what the sender listed, as the libraries we looked at do."""
    given = dict(re.findall(r'(\w+)="([^"]*)"', request.headers["signature"]))
    lines = [
        f"{name}: post {request.path}" if name[0] == "(" else f"{name}: {request.headers[name]}"
        for name in given["headers"].split()
    ]
    key = load_public(rsa_pair().public_pem)
    assert isinstance(key, RSAPublicKey)
    key.verify(base64.b64decode(given["signature"]), "\n".join(lines).encode(), PKCS1v15(), hashes.SHA256())
    return True


# promise G15
@pytest.mark.parametrize("parameters", ["", ',algorithm="rsa-sha256"', ',algorithm="hs2019"', ',other="x"'])
def test_a_request_signed_by_hand_is_believed(parameters: str) -> None:
    assert outcome(by_hand(ALL, parameters=parameters)) is None
    assert outcome(by_hand("digest date (request-target) host", parameters=parameters)) is None


# promise G15
def test_created_may_stand_for_the_date() -> None:
    times = f",created={UNIX_NOW},expires={UNIX_NOW + 60}"
    covered = "(request-target) (created) (expires) host digest"
    request = by_hand(covered, parameters=times + ',algorithm="hs2019"', drop="date")
    assert outcome(request) is None
    assert outcome(request, now=NOW + timedelta(minutes=2)) is Reason.STALE
    for wrong in (times + ',algorithm="rsa-sha256"', ',created="soon"', ""):
        assert outcome(by_hand(covered, parameters=wrong, drop="date")) is Reason.MALFORMED


# promise G1
@pytest.mark.parametrize(
    ("covered", "reason"),
    [
        ("host", Reason.UNSIGNED_PART),
        ("date", Reason.UNSIGNED_PART),
        ("", Reason.UNSIGNED_PART),
        ("host date digest", Reason.UNSIGNED_PART),
        ("(request-target) date digest", Reason.UNSIGNED_PART),
        ("(request-target) host digest", Reason.UNSIGNED_PART),
        ("(request-target) host date", Reason.DIGEST_UNSIGNED),
        (ALL + " x-missing", Reason.MISSING_PART),
        (ALL + " host", Reason.MALFORMED),
        (ALL + " HOST", Reason.MALFORMED),
    ],
)
def test_a_sender_does_not_decide_what_must_be_signed(covered: str, reason: Reason) -> None:
    assert outcome(by_hand(covered)) is reason


# promise G1
def test_a_forged_body_under_an_unsigned_digest_is_refused_where_the_naive_twin_is_fooled() -> None:
    honest = by_hand("(request-target) host date")
    forged = replace(honest, body=FORGED, headers=dict(honest.headers) | {"digest": digest(FORGED)})
    assert naive(forged)
    assert outcome(forged) is Reason.DIGEST_UNSIGNED


# promise G1
def test_a_request_signed_over_host_alone_is_refused_where_the_naive_twin_is_fooled() -> None:
    honest = by_hand("host")
    moved = replace(honest, path="/users/ada/inbox", body=FORGED)
    assert naive(moved)
    assert outcome(moved) is Reason.UNSIGNED_PART


# promise G1
def test_a_get_with_a_body_needs_its_digest_signed() -> None:
    request = replace(signed_request("cavage", method="GET", body=b""), body=FORGED)
    assert outcome(request) is Reason.DIGEST_UNSIGNED


# promise G1
@pytest.mark.parametrize("name", ["keyId", "headers", "signature"])
def test_no_parameter_can_be_dropped(name: str) -> None:
    request = signed_request("cavage")
    signature = re.sub(rf'{name}="[^"]*",?', "", request.headers["signature"])
    broken = replace(request, headers=dict(request.headers) | {"signature": signature})
    if name == "headers":
        assert outcome(broken) is Reason.UNSIGNED_PART
        return
    with pytest.raises(Malformed):
        claimed(broken)


# promise G1
@pytest.mark.parametrize("extra", ['keyId="https://bo.example/#k"', 'headers="host"', 'signature="AAAA"',
                                   'algorithm="hs2019"', 'KEYID="x"', "Headers=1"])  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_no_parameter_can_be_given_twice(extra: str, *, first: bool) -> None:
    request = signed_request("cavage")
    signature = request.headers["signature"]
    doubled = f"{extra},{signature}" if first else f"{signature},{extra}"
    with pytest.raises(Malformed):
        claimed(replace(request, headers=dict(request.headers) | {"signature": doubled}))


# promise G1
@pytest.mark.parametrize("algorithm", ["hmac-sha256", "rsa-sha1", "ed25519", "RSA-SHA256", "none", ""])
def test_other_algorithms_are_refused(algorithm: str) -> None:
    assert outcome(by_hand(ALL, parameters=f',algorithm="{algorithm}"')) is Reason.WRONG_ALGORITHM


# promise G1
@pytest.mark.parametrize(
    "date", ["yesterday", "", "Sun, 01 Mar 2026 12:00:00", "99999999999999", "Sun, 01 Mar"]
)
def test_a_date_that_is_none_is_refused(date: str) -> None:
    assert outcome(by_hand(ALL, date=date)) is Reason.MALFORMED


# promise G1
@pytest.mark.parametrize(
    "value",
    [
        "SHA-256=AAAA",
        "MD5=1B2M2Y8AsgTpgAmY7PhCfg==",
        "SHA-256",
        "",
        f"{digest(BODY)},{digest(FORGED)}",
        f"{digest(BODY)},SHA-512=AAAA",
        digest(FORGED),
    ],
)
def test_a_signed_digest_must_still_fit_the_body(value: str) -> None:
    assert outcome(by_hand(ALL, digest=value)) is Reason.WRONG_DIGEST


# promise G15
def test_a_digest_may_name_algorithms_we_do_not_know() -> None:
    known = digest(BODY).removeprefix("SHA-256")
    assert outcome(by_hand(ALL, digest=f"unixsum=30637, sha-256{known}")) is None


def test_an_ed25519_key_neither_signs_nor_verifies_here() -> None:
    assert outcome(signed_request("cavage"), pem=ed25519_pair().public_pem) is Reason.BAD_KEY
    with pytest.raises(BadKey):
        sign(method="GET", url="https://a.example/", body=b"", key_id=KEY_ID, now=NOW,
             private_key_pem=ed25519_pair().private_pem)  # fmt: skip
