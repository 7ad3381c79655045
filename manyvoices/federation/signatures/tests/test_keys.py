"""Keys: strong ones are read, everything else is refused with its reason."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.federation.signatures import BadKey, Reason
from manyvoices.federation.signatures.keys import load_private, load_public, sign_bytes, verifies
from manyvoices.federation.signatures.tests.requests import (
    ed25519_pair,
    other_rsa_pair,
    outcome,
    rsa_pair,
    signed_request,
)

ENCODING, SPKI = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
PKCS8, OPEN = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()


def small() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=1_024)  # noqa: S505 (weak on purpose)


def public_pem(private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return private.public_key().public_bytes(ENCODING, SPKI).decode()


def huge_exponent() -> str:
    numbers = load_public(rsa_pair().public_pem)
    assert isinstance(numbers, rsa.RSAPublicKey)
    key = rsa.RSAPublicNumbers(e=2**40 + 1, n=numbers.public_numbers().n).public_key()
    return key.public_bytes(ENCODING, SPKI).decode()


@pytest.mark.parametrize("pair", [rsa_pair, ed25519_pair])
def test_what_one_half_signs_the_other_verifies(pair: object) -> None:
    keys = ed25519_pair() if pair is ed25519_pair else rsa_pair()
    signature = sign_bytes(load_private(keys.private_pem), b"message")
    assert verifies(load_public(keys.public_pem), signature, b"message")
    assert not verifies(load_public(keys.public_pem), signature, b"massage")
    assert not verifies(load_public(other_rsa_pair().public_pem), signature, b"message")


def test_a_key_in_the_older_pkcs1_form_is_read() -> None:
    key = load_public(rsa_pair().public_pem)
    older = key.public_bytes(ENCODING, serialization.PublicFormat.PKCS1).decode()
    assert load_public(older) == key


# promise G1
def test_a_key_below_2048_bits_is_refused() -> None:
    weak = small()
    with pytest.raises(BadKey) as refused:
        load_public(public_pem(weak))
    assert refused.value.reason is Reason.WEAK_KEY
    with pytest.raises(BadKey):
        load_private(weak.private_bytes(ENCODING, PKCS8, OPEN).decode())
    assert outcome(signed_request("cavage"), pem=public_pem(weak)) is Reason.WEAK_KEY


# promise G1
@pytest.mark.parametrize(
    "make",
    [
        lambda: "",
        lambda: "not a key",
        lambda: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        lambda: public_pem(ec.generate_private_key(ec.SECP256R1())),
        lambda: rsa_pair().private_pem,
        lambda: rsa_pair().public_pem + other_rsa_pair().public_pem,
        lambda: rsa_pair().public_pem + " " * 4_096,
        huge_exponent,
    ],
    ids=["empty", "words", "hollow", "elliptic curve", "private", "two", "padded", "huge exponent"],
)
def test_what_is_not_one_usable_public_key_is_refused(make: Callable[[], str]) -> None:
    with pytest.raises(BadKey) as refused:
        load_public(make())
    assert refused.value.reason is Reason.BAD_KEY


def test_what_is_not_a_private_key_is_refused() -> None:
    for pem in ("", "x", rsa_pair().public_pem):
        with pytest.raises(BadKey):
            load_private(pem)


@settings(deadline=None)
@given(st.integers(0, 400), st.characters(max_codepoint=126))
def test_a_damaged_key_is_refused_or_is_another_key(where: int, noise: str) -> None:
    pem = rsa_pair().public_pem
    try:
        key = load_public(pem[:where] + noise + pem[where + 1 :])
    except BadKey:
        return
    assert isinstance(key, rsa.RSAPublicKey | ed25519.Ed25519PublicKey)


def test_a_pair_does_not_show_its_private_half() -> None:
    assert "PRIVATE" not in repr(rsa_pair())
