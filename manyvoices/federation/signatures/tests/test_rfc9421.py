"""RFC 9421: checked against an independent implementation, and against senders that sign too little."""

import base64
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, MappingKeyResolver
from http_message_signatures.algorithms import ED25519, RSA_V1_5_SHA256

from manyvoices.federation.signatures import IncomingRequest, KeyPair, Malformed, Reason, claimed
from manyvoices.federation.signatures.digest import content_digest
from manyvoices.federation.signatures.keys import load_private, load_public, sign_bytes
from manyvoices.federation.signatures.tests.requests import (
    BODY,
    HOST,
    KEY_ID,
    NOW,
    PATH,
    ed25519_pair,
    lower,
    outcome,
    rsa_pair,
    signed_request,
)

FORGED = b'{"type":"Delete"}'
UNIX_NOW = int(NOW.timestamp())
ALL = ("@method", "@target-uri", "content-digest")
PARAMETERS = f'created={UNIX_NOW};keyid="{KEY_ID}"'


@dataclass
class TheirRequest:
    """A request in the shape the independent implementation reads."""

    method: str = "POST"
    url: str = f"https://{HOST}{PATH}"
    headers: dict[str, str] = field(default_factory=dict)


def signed_by_them(components: tuple[str, ...], *, pair: KeyPair, **options: Any) -> IncomingRequest:
    message = TheirRequest(headers={"Host": HOST, "Content-Digest": content_digest(BODY)})
    algorithm = ED25519 if pair is ed25519_pair() else RSA_V1_5_SHA256
    keys = MappingKeyResolver(public_keys={}, private_keys={KEY_ID: load_private(pair.private_pem)})
    HTTPMessageSigner(signature_algorithm=algorithm, key_resolver=keys).sign(
        message,
        key_id=KEY_ID,
        created=NOW,
        covered_component_ids=components,
        use_existing_digest=True,
        **options,
    )
    return IncomingRequest("POST", PATH, HOST, lower(message.headers), BODY)


def by_hand(components: tuple[str, ...], parameters: str = PARAMETERS, **headers: str) -> IncomingRequest:
    """Sign a request line by line as the RFC says, without the code under test."""
    received = {"host": HOST, "content-digest": content_digest(BODY)} | headers
    derived = {"@method": "POST", "@target-uri": f"https://{HOST}{PATH}", "@authority": HOST,
               "@path": "/inbox", "@query": "?source=shared", "@scheme": "https",
               "@request-target": PATH}  # fmt: skip
    listed = "(" + " ".join(f'"{name}"' for name in components) + f");{parameters}"
    values = derived | received
    lines = [f'"{name}": {values.get(name, "")}' for name in components]
    base = "\n".join([*lines, f'"@signature-params": {listed}'])
    signature = base64.b64encode(sign_bytes(load_private(rsa_pair().private_pem), base.encode())).decode()
    signed = {"signature-input": f"sig1={listed}", "signature": f"sig1=:{signature}:"}
    return IncomingRequest("POST", PATH, HOST, received | signed, BODY)


# promise G15
@pytest.mark.parametrize(
    "components",
    [
        ALL,
        ("content-digest", "@method", "@authority", "@path"),
        ("@method", "@authority", "@request-target", "content-digest", "host"),
        ("@method", "@authority", "@path", "@query", "@scheme", "content-digest"),
    ],
)
@pytest.mark.parametrize("pair", [rsa_pair, ed25519_pair])
def test_an_independent_signer_is_believed(components: tuple[str, ...], pair: object) -> None:
    keys = ed25519_pair() if pair is ed25519_pair else rsa_pair()
    for options in ({}, {"include_alg": False}, {"tag": "t", "nonce": "n", "label": "other"}):
        request = signed_by_them(components, pair=keys, **options)
        assert outcome(request, pem=keys.public_pem) is None
        assert outcome(replace(request, body=FORGED), pem=keys.public_pem) is Reason.WRONG_DIGEST


# promise G15
@pytest.mark.parametrize("pair", [rsa_pair, ed25519_pair])
def test_an_independent_verifier_believes_us(pair: object) -> None:
    keys = ed25519_pair() if pair is ed25519_pair else rsa_pair()
    ours = signed_request("rfc9421", pair=keys)
    assert outcome(ours, pem=keys.public_pem) is None
    resolver = MappingKeyResolver(public_keys={KEY_ID: load_public(keys.public_pem)}, private_keys={})
    algorithm = ED25519 if pair is ed25519_pair else RSA_V1_5_SHA256
    theirs = HTTPMessageVerifier(signature_algorithm=algorithm, key_resolver=resolver)
    theirs.max_clock_skew = timedelta(
        days=36_500
    )  # it reads the wall clock; age is not what is compared here
    results = theirs.verify(TheirRequest(headers=dict(ours.headers)), body=BODY, require_components=ALL)
    assert [result.body for result in results] == [BODY]


# promise G15
def test_a_request_signed_by_hand_is_believed() -> None:
    assert outcome(by_hand(ALL)) is None


# promise G1
@pytest.mark.parametrize(
    ("components", "reason"),
    [
        ((), Reason.UNSIGNED_PART),
        (("host",), Reason.UNSIGNED_PART),
        (("@target-uri", "content-digest"), Reason.UNSIGNED_PART),
        (("@method", "content-digest"), Reason.UNSIGNED_PART),
        (("@method", "@path", "content-digest"), Reason.UNSIGNED_PART),
        (("@method", "@authority", "content-digest"), Reason.UNSIGNED_PART),
        (("@method", "@target-uri"), Reason.DIGEST_UNSIGNED),
        ((*ALL, "x-missing"), Reason.MISSING_PART),
        ((*ALL, "@status"), Reason.MISSING_PART),
        ((*ALL, "@method"), Reason.MALFORMED),
    ],
)
def test_a_sender_does_not_decide_what_must_be_signed(components: tuple[str, ...], reason: Reason) -> None:
    try:
        assert outcome(by_hand(components)) is reason
    except Malformed:
        assert reason is Reason.MALFORMED


# promise G1
def test_a_forged_body_under_an_unsigned_digest_is_refused_where_the_library_alone_is_fooled() -> None:
    """The broken twin: the same request passes a verifier that checks only what the sender listed."""
    honest = signed_by_them(("@method", "@target-uri"), pair=rsa_pair())
    headers = dict(honest.headers) | {"content-digest": content_digest(FORGED)}
    resolver = MappingKeyResolver(public_keys={KEY_ID: load_public(rsa_pair().public_pem)}, private_keys={})
    naive = HTTPMessageVerifier(signature_algorithm=RSA_V1_5_SHA256, key_resolver=resolver)
    naive.max_clock_skew = timedelta(days=36_500)
    assert naive.verify(TheirRequest(headers=headers))
    assert outcome(replace(honest, body=FORGED, headers=headers)) is Reason.DIGEST_UNSIGNED


# promise G1
@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        (f'keyid="{KEY_ID}"', Reason.UNSIGNED_PART),
        (f'created="{UNIX_NOW}";keyid="{KEY_ID}"', Reason.MALFORMED),
        (f'created;keyid="{KEY_ID}"', Reason.MALFORMED),
        (f'created={UNIX_NOW - 3_700};keyid="{KEY_ID}"', Reason.STALE),
        (f'created={UNIX_NOW + 400};keyid="{KEY_ID}"', Reason.FUTURE),
        (f'created=999999999999999;keyid="{KEY_ID}"', Reason.MALFORMED),
        (PARAMETERS + f";expires={UNIX_NOW - 1}", Reason.STALE),
        (PARAMETERS + ';expires="never"', Reason.MALFORMED),
        (PARAMETERS + ';alg="hmac-sha256"', Reason.WRONG_ALGORITHM),
        (PARAMETERS + ';alg="rsa-pss-sha512"', Reason.WRONG_ALGORITHM),
        (PARAMETERS + ';alg="ed25519"', Reason.WRONG_ALGORITHM),
        (PARAMETERS + ";alg=rsa-v1_5-sha256", Reason.WRONG_ALGORITHM),
    ],
)
def test_each_parameter_is_checked(parameters: str, reason: Reason) -> None:
    assert outcome(by_hand(ALL, parameters)) is reason


# promise G1
@pytest.mark.parametrize(
    "old_new",
    [
        (f";created={UNIX_NOW}", ""),
        (f";created={UNIX_NOW}", f";created={UNIX_NOW};created={UNIX_NOW}"),
        (f"created={UNIX_NOW}", f"created={UNIX_NOW + 1}"),
        (f';keyid="{KEY_ID}"', ""),
        (f';keyid="{KEY_ID}"', f';keyid="{KEY_ID}";keyid="{KEY_ID}"'),
        (KEY_ID, "https://bo.example/users/bo#main-key"),
        ('"@method" ', ""),
        ('"@method" ', '"@method" "@method" '),
        ('"@method" ', '"@method";req '),
        (' "content-digest"', ""),
        (' "content-digest"', ' "content-digest";sf'),
        ('"@method" "@target-uri"', '"@target-uri" "@method"'),
        ("sig1=(", "sig2=("),
        ("sig1=(", "sig1=:AAAA:, sig2=("),
        ("sig1=(", "sig1=1, sig1=("),
    ],
)
def test_no_parameter_can_be_dropped_doubled_or_changed(old_new: tuple[str, str]) -> None:
    request = by_hand(ALL)
    changed = request.headers["signature-input"].replace(*old_new)
    assert changed != request.headers["signature-input"]
    altered = replace(request, headers=dict(request.headers) | {"signature-input": changed})
    assert outcome(altered) in {Reason.MALFORMED, Reason.UNSIGNED_PART, Reason.DIGEST_UNSIGNED,
                                Reason.WRONG_SIGNATURE}  # fmt: skip


# promise G1
@pytest.mark.parametrize(
    "header",
    [
        *("sha-256=:AAAA:", "sha-256=1", "md5=:AAAA:", "sha-256", "", "(", "sha-256=(:AA==:)"),
        f"{content_digest(BODY)}, {content_digest(FORGED)}",
        f"{content_digest(BODY)}, sha-512=:AAAA:",
    ],
)
def test_a_signed_digest_must_still_fit_the_body(header: str) -> None:
    assert outcome(by_hand(ALL, **{"content-digest": header})) is Reason.WRONG_DIGEST


def test_a_second_signature_added_on_the_way_does_not_hide_the_first() -> None:
    request = by_hand(ALL)
    headers = dict(request.headers)
    headers["signature-input"] += ', proxy=("@method");created=1'
    headers["signature"] += ", proxy=:AAAA:"
    assert outcome(replace(request, headers=headers)) is None
    assert claimed(replace(request, headers=headers)) == claimed(request)
