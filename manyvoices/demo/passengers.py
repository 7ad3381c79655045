"""The passengers: who they are on the second server, the same for both servers. Pure."""

import unicodedata
from dataclasses import dataclass

from manyvoices.demo.content_files import read

FOLDED = str.maketrans({"ø": "o", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Passenger:
    """Somebody at the second server. `username` is plain ASCII."""

    name: str
    username: str

    def uri(self, origin: str) -> str:
        """Their ActivityPub id there."""
        return f"{origin}/people/{self.username}"

    def key_id(self, origin: str) -> str:
        """The id of the key they sign with."""
        return f"{self.uri(origin)}#main-key"


def passengers() -> list[Passenger]:
    """All of them; the first is Lena, who answers by a button."""
    words = read("passengers")
    last, first = words["last"], words["first"]
    # Paired so that neighbours in the list share neither name.
    names = [
        f"{first[place % len(first)]} {last[(place + place // len(first)) % len(last)]}"
        for place in range(len(first) * len(last))
    ]
    return [Passenger(name, username(name)) for name in dict.fromkeys(names)]


def username(name: str) -> str:
    """The name as it stands in an address."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(FOLDED))
    return "".join(letter for letter in plain.replace(" ", "_") if letter.isascii())
