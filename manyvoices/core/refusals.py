"""How an action says no. Pages, the API and the shell turn these into their own words and status codes."""


class Refused(Exception):
    """The actor may not do this. `str()` is a sentence for the actor; pages answer 403."""


class NotThere(Refused):
    """The actor may not even know of it, or it does not exist; pages answer 404 in both cases."""


class Conflict(Refused):
    """Somebody or something was faster; the sentence says what happened meanwhile. Pages answer 409."""


class Invalid(Exception):
    """The input cannot be used. `fields` maps the input's name to a sentence; "" is the whole form."""

    def __init__(self, **fields: str) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields
