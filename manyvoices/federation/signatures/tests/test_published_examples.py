"""The examples printed in the specifications: computed by others, long before this code."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from manyvoices.federation.signatures import IncomingRequest, Reason, cavage, rfc9421
from manyvoices.federation.signatures.errors import BadSignature
from manyvoices.federation.signatures.keys import load_public, verifies
from manyvoices.federation.signatures.tests.requests import outcome

# draft-cavage-http-signatures-12, appendix C: a 1024-bit key, which we would refuse from a real sender.
DRAFT_KEY = """-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
"""
DRAFT_REQUEST = IncomingRequest(
    method="POST",
    path="/foo?param=value&pet=dog",
    host="example.com",
    headers={
        "host": "example.com",
        "date": "Sun, 05 Jan 2014 21:31:40 GMT",
        "content-type": "application/json",
        "digest": "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
        "content-length": "18",
        "signature": (
            'keyId="Test",algorithm="rsa-sha256",'
            'headers="(request-target) host date content-type digest content-length",'
            'signature="vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52'
            "LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="
            '"'
        ),
    },
    body=b'{"hello": "world"}',
)
DRAFT_TIME = datetime(2014, 1, 5, 21, 32, tzinfo=UTC)

# RFC 9421, appendix B.1.4 and B.2.6.
RFC_KEY = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----
"""
RFC_REQUEST = IncomingRequest(
    method="POST",
    path="/foo?param=Value&Pet=dog",
    host="example.com",
    headers={
        "host": "example.com",
        "date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "content-type": "application/json",
        "content-length": "18",
        "signature-input": (
            'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
            ';created=1618884473;keyid="test-key-ed25519"'
        ),
        "signature": (
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
        ),
    },
    body=b'{"hello": "world"}',
)


# promise G15
def test_the_example_of_the_draft_verifies() -> None:
    key = load_pem_public_key(DRAFT_KEY.encode())
    assert isinstance(key, RSAPublicKey)
    cavage.verify(DRAFT_REQUEST, key, DRAFT_TIME)
    with pytest.raises(BadSignature):
        cavage.verify(replace(DRAFT_REQUEST, path="/foo?param=value&pet=cat"), key, DRAFT_TIME)


# promise G1
def test_the_key_of_the_draft_is_too_weak_to_be_believed() -> None:
    assert outcome(DRAFT_REQUEST, pem=DRAFT_KEY, now=DRAFT_TIME) is Reason.WEAK_KEY


# promise G15
def test_the_example_of_the_rfc_has_our_signature_base() -> None:
    given = rfc9421._read(RFC_REQUEST)
    base = rfc9421._base(RFC_REQUEST, RFC_REQUEST.path, given)
    assert verifies(load_public(RFC_KEY), given.signature, base)


# promise G1
def test_the_example_of_the_rfc_is_refused_because_its_digest_is_unsigned() -> None:
    now = datetime(2021, 4, 20, 2, 8, tzinfo=UTC)
    assert outcome(RFC_REQUEST, pem=RFC_KEY, now=now) is Reason.DIGEST_UNSIGNED
