"""Why a request to an inbox is refused, besides a body that cannot be read (`reading`)."""


class NotBelieved(Exception):
    """Nothing vouches for the request. The message says what is missing; an inbox answers 401."""


class NoRoom(Exception):
    """Too many requests wait for their keys. The sender is to come back; an inbox answers 503."""
