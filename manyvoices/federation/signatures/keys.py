"""Key pairs: made, read from PEM, used. RSA from 2048 bits, and Ed25519 for RFC 9421."""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key

from manyvoices.federation.signatures.errors import BadKey, Reason

PublicKey = RSAPublicKey | Ed25519PublicKey
PrivateKey = RSAPrivateKey | Ed25519PrivateKey

SMALLEST_RSA_BITS = 2_048
# Verifying costs time that grows with size and exponent, and a stranger chooses both.
LARGEST_RSA_BITS = 8_192
_LARGEST_EXPONENT = 2**33
_LONGEST_PEM = 4_096


@dataclass(frozen=True)
class KeyPair:
    """Both halves as PEM text: SubjectPublicKeyInfo and unencrypted PKCS #8."""

    public_pem: str
    private_pem: str

    def __repr__(self) -> str:
        return "KeyPair(…)"  # the private half must not reach a log through a traceback


def make_key_pair() -> KeyPair:
    """Return a new RSA-2048 pair, what every ActivityPub server can verify (takes about 0.1 s)."""
    private = generate_private_key(public_exponent=65_537, key_size=SMALLEST_RSA_BITS)
    return KeyPair(
        public_pem=private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode(),
        private_pem=private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
    )


@lru_cache(maxsize=2_048)
def load_public(pem: str) -> PublicKey:
    """Return the public key in `pem` (SPKI or PKCS #1); refuse (`BadKey`) all else and RSA outside limits."""
    if len(pem) > _LONGEST_PEM or pem.count("-----BEGIN") != 1 or "PUBLIC KEY-----" not in pem:
        raise BadKey(Reason.BAD_KEY, "This is not one public key in PEM form.")
    try:
        key = serialization.load_pem_public_key(pem.strip().encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey(Reason.BAD_KEY, "This public key cannot be read.") from error
    if isinstance(key, RSAPublicKey):
        _refuse_weak(key)
    elif not isinstance(key, Ed25519PublicKey):
        raise BadKey(Reason.BAD_KEY, "This kind of key is not used here. Use RSA or Ed25519.")
    return key


def _refuse_weak(key: RSAPublicKey) -> None:
    if key.key_size < SMALLEST_RSA_BITS:
        raise BadKey(
            Reason.WEAK_KEY, f"An RSA key of {key.key_size} bits can be broken. Use 2048 bits or more."
        )
    if key.key_size > LARGEST_RSA_BITS or key.public_numbers().e > _LARGEST_EXPONENT:
        raise BadKey(Reason.BAD_KEY, "This RSA key is too large to verify quickly.")


@lru_cache(maxsize=256)
def load_private(pem: str) -> PrivateKey:
    """Return our own private key in `pem` (PKCS #8 or #1); refuse with `BadKey` as `load_public` does."""
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey(Reason.BAD_KEY, "This private key cannot be read.") from error
    if isinstance(key, RSAPrivateKey):
        _refuse_weak(key.public_key())
    elif not isinstance(key, Ed25519PrivateKey):
        raise BadKey(Reason.BAD_KEY, "This kind of key is not used here. Use RSA or Ed25519.")
    return key


def sign_bytes(key: PrivateKey, message: bytes) -> bytes:
    """Return the signature of `message`: PKCS #1 v1.5 with SHA-256 for RSA, plain Ed25519 otherwise."""
    if isinstance(key, RSAPrivateKey):
        return key.sign(message, PKCS1v15(), hashes.SHA256())
    return key.sign(message)


def verifies(key: PublicKey, signature: bytes, message: bytes) -> bool:
    """Return whether `signature` is this key's over `message`, by the algorithms of `sign_bytes`."""
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(signature, message, PKCS1v15(), hashes.SHA256())
        else:
            key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
