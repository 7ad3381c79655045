"""What a person proves themselves with besides the password, as stored: the app, passkeys, recovery codes."""

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator

from manyvoices.people.models import Person

APP = Authenticator.Type.TOTP
PASSKEY = Authenticator.Type.WEBAUTHN
CODES = Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class SecondSteps:
    """`app` and `codes` are a row or None; `codes_left` counts unused recovery codes."""

    app: Authenticator | None = None
    codes: Authenticator | None = None
    passkeys: list[Authenticator] = field(default_factory=list)

    @property
    def asked(self) -> bool:
        """Whether signing in with a password or a link takes one more step."""
        return self.app is not None or bool(self.passkeys)

    @property
    def codes_left(self) -> int:
        """How many recovery codes are unused."""
        return len(self.codes.data["hashes"]) if self.codes is not None else 0


def second_steps(person: Person) -> SecondSteps:
    """All of them, in one query."""
    rows = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))
    by_type = {row.type: row for row in rows}
    return SecondSteps(by_type.get(APP), by_type.get(CODES), [row for row in rows if row.type == PASSKEY])


def drop_lonely_codes(person: Person) -> None:
    """Recovery codes stand in for something; without it they go."""
    if not Authenticator.objects.filter(user=person).exclude(type=CODES).exists():
        Authenticator.objects.filter(user=person, type=CODES).delete()
