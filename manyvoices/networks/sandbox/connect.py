"""How a channel is connected to the practice network: by a token that both sides can compute."""

import hashlib
import hmac


def token_for(secret: str, address: str) -> str:
    """The bearer token of the account `address`, from the installation's secret. It goes into `Channel.secret`."""
    return hmac.new(secret.encode(), b"sandbox-network:" + address.encode(), hashlib.sha256).hexdigest()


def is_token(given: str, secret: str, address: str) -> bool:
    """Whether `given` is the account's token, compared in constant time."""
    return hmac.compare_digest(given.encode(), token_for(secret, address).encode())
