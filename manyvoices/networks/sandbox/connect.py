"""How a channel is connected to the practice network: by a token that both sides can compute."""

import hashlib
import hmac

from manyvoices.networks.sandbox.faults import NAMES


def token_for(secret: str, address: str) -> str:
    """The bearer token of the account `address`, from the installation's secret. It goes into `Channel.secret`."""
    return hmac.new(secret.encode(), b"sandbox-network:" + address.encode(), hashlib.sha256).hexdigest()


def account(secret: str, address: str, behaviour: str) -> tuple[str, dict[str, str]]:
    """The token and the channel's options of a practice account. Raises ValueError for a behaviour that is not known."""
    if behaviour not in NAMES:
        raise ValueError(f"a practice account knows these behaviours: {', '.join(sorted(NAMES))}")
    return token_for(secret, address), {} if behaviour == "accept" else {"behaviour": behaviour}


def is_token(given: str, secret: str, address: str) -> bool:
    """Whether `given` is the account's token, compared in constant time."""
    return hmac.compare_digest(given.encode(), token_for(secret, address).encode())
