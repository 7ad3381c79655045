"""How a channel is connected to the practice network: by a token that both sides can compute."""

import hashlib
import hmac
from typing import Any

from manyvoices.networks.sandbox.faults import NAMES

# Behaviours that need more than the name of a fault.
PRESETS: dict[str, dict[str, Any]] = {
    "accept": {},
    "busy-date": {"behaviour": "busy", "retry_after": "date", "times": 3},
    "busy-garbage": {
        "behaviour": "busy",
        "retry_after": ["missing", "garbage", "past", "negative"],
        "times": 3,
    },
    "moody": {
        "behaviour": ["accept", "accept", "busy", "error-before", "error-after", "drop-after", "late-lookup"]
    },
}


def token_for(secret: str, address: str) -> str:
    """The bearer token of the account `address`, from the installation's secret. It goes into `Channel.secret`."""
    return hmac.new(secret.encode(), b"sandbox-network:" + address.encode(), hashlib.sha256).hexdigest()


def account(secret: str, address: str, behaviour: str) -> tuple[str, dict[str, Any]]:
    """The token and the channel's options of a practice account that shows a fault of faults.NAMES or one of PRESETS.

    Raises ValueError for a behaviour that is not known.
    """
    if behaviour not in NAMES and behaviour not in PRESETS:
        raise ValueError(
            f"a practice account knows these behaviours: {', '.join(sorted(NAMES | PRESETS.keys()))}"
        )
    return token_for(secret, address), dict(PRESETS.get(behaviour, {"behaviour": behaviour}))


def is_token(given: str, secret: str, address: str) -> bool:
    """Whether `given` is the account's token, compared in constant time."""
    return hmac.compare_digest(given.encode(), token_for(secret, address).encode())
