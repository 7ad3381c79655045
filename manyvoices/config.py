"""The settings of one installation, read once from the environment.

Every setting is a `MANYVOICES_*` variable (or `DATABASE_URL`); a secret may stand in a file named by
`<NAME>_FILE`. `load` returns a valid `Config` or raises `BadConfig` with one sentence that says what to change.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from manyvoices import email_url
from manyvoices.demo_mark import DemoMark, read_mark

PREFIX = "MANYVOICES_"
SECRET = frozenset({"MANYVOICES_SECRET_KEY", "MANYVOICES_ENCRYPTION_KEYS"})
MASK = "•••"
_PASSWORD = re.compile(r"(?<=://)([^:@/]*):[^@]*@")
# Read by the test suite and the bench, never by the product.
OTHER_NAMES = frozenset({"MANYVOICES_SAMPLES"})
OTHER_PREFIXES = ("MANYVOICES_TEST_",)


class BadConfig(Exception):
    """A setting is unknown or has a value that cannot be used; the text is for the person who starts us."""


class Config(BaseModel):
    """What the installation was told. Paths are absolute, URLs carry no trailing slash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data_dir: Path = Field(
        Path("manyvoices-data"),
        validate_default=True,
        description="Folder for the database, media and secrets.",
    )
    bind: str = Field("127.0.0.1:8000", description="Address and port to listen on, as host:port.")
    base_url: str = Field("", description="Public https address. Federation is off until it is set.")
    database_url: str = Field("", description="postgresql://… ; empty means SQLite in the data folder.")
    secret_key: str = Field("", description="Signs sessions; empty means one is made in the data folder.")
    encryption_keys: str = Field(
        "", description="Fernet keys, newest first; empty means made in the data folder."
    )
    trusted_proxies: int = Field(0, ge=0, le=5, description="How many reverse proxies stand in front.")
    allow_loopback_peers: bool = Field(
        False, description="Tests only: federate with servers on this machine."
    )
    language: str = Field(
        "en", description="Language of pages for readers whose browser asks for none of ours."
    )
    time_zone: str = Field("UTC", description="Time zone of the organisation until it chooses one.")
    email_url: str = Field(
        "",
        description="smtp://user:password@host:587?from=address ; empty means e-mail is set up on its page.",
    )
    undo_seconds: int = Field(
        10, ge=0, le=60, description="How long “Publish now” waits so that its author can take it back."
    )
    debug: bool = Field(False, description="Tracebacks on error pages. Never in public.")

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("bind")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError("write it as host:port, for example 127.0.0.1:8000")
        return value

    @field_validator("base_url")
    @classmethod
    def _origin_only(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("write a whole address, for example https://voices.example.org")
        if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise ValueError("only the host belongs there, without a path or a login")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
            raise ValueError("only postgresql://user:password@host/name is known; leave it empty for SQLite")
        return value

    @field_validator("email_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        if value:
            email_url.parse(value)
        return value

    @model_validator(mode="after")
    def _http_only_on_loopback(self) -> Self:
        parts = urlsplit(self.base_url)
        if parts.scheme == "http" and not self.allow_loopback_peers:
            raise ValueError("base_url must start with https (http is for tests with allow_loopback_peers)")
        return self

    @property
    def host(self) -> str:
        """The host part of `bind`, without brackets."""
        return self.bind.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The TCP port of `bind`."""
        return int(self.bind.rpartition(":")[2])

    @property
    def own_address(self) -> str:
        """The literal address on which this machine reaches our own port."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104

    @property
    def own_url(self) -> str:
        """Origin under which this machine reaches our own port."""
        host = f"[{self.own_address}]" if ":" in self.own_address else self.own_address
        return f"http://{host}:{self.port}"

    @cached_property
    def public_url(self) -> str:
        """Origin of every link we print; localhost when no public address is set (passkeys refuse a bare IP)."""
        return self.base_url or f"http://localhost:{self.port}"

    @cached_property
    def demo(self) -> DemoMark | None:
        """The mark of a demo in the data folder; None for a real installation."""
        return read_mark(self.data_dir)

    @property
    def federates(self) -> bool:
        """Whether other servers may be followed and answered: only with a public address."""
        return bool(self.base_url)


def load(environ: Mapping[str, str]) -> Config:
    """The configuration in `environ`. Raises BadConfig: an unknown name, an unreadable file, a wrong value."""
    given: dict[str, str] = {}
    for name, value in environ.items():
        if name == "DATABASE_URL":
            given["database_url"] = value
        elif name.startswith(PREFIX) and name not in OTHER_NAMES and not name.startswith(OTHER_PREFIXES):
            field, text = _field_and_value(name, value)
            given[field] = text
    try:
        return Config.model_validate(given)
    except ValidationError as error:
        raise BadConfig(_sentence(error)) from None


def names() -> dict[str, str]:
    """Every setting name with its meaning, for `manyvoices config` and the documentation test."""
    return {_name(field): info.description or "" for field, info in Config.model_fields.items()}


@dataclass(frozen=True)
class Shown:
    """A setting as it may be shown: `value` is empty for a secret, and never carries the password of an address."""

    name: str
    value: str
    meaning: str
    is_secret: bool


def shown(config: Config) -> list[Shown]:
    """Every setting in use with its meaning, without anything that opens a door."""
    return [
        Shown(name, "" if name in SECRET else masked(value_of(config, name)), meaning, name in SECRET)
        for name, meaning in names().items()
    ]


def value_of(config: Config, name: str) -> str:
    """The value in use, as it would be written into the environment."""
    return str(getattr(config, name.removeprefix(PREFIX).lower()))


def masked(value: str) -> str:
    """The value with the password of an address (scheme://user:password@host) struck out."""
    return _PASSWORD.sub(rf"\1:{MASK}@", value)


def _field_and_value(name: str, value: str) -> tuple[str, str]:
    field = name.removeprefix(PREFIX).lower()
    if field in Config.model_fields:
        return field, value
    if field.endswith("_file") and field.removesuffix("_file") in Config.model_fields:
        try:
            return field.removesuffix("_file"), Path(value).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadConfig(f"{name} names a file that cannot be read: {error.strerror}: {value}") from None
    near = difflib.get_close_matches(name, names(), n=1)
    hint = f" Did you mean {near[0]}?" if near else " `manyvoices config` lists the settings."
    raise BadConfig(f"{name} is not a setting of Manyvoices.{hint}")


def _name(field: str) -> str:
    return "DATABASE_URL" if field == "database_url" else PREFIX + field.upper()


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    reason = str(first["msg"]).removeprefix("Value error, ")
    if not first["loc"]:
        return f"The settings do not fit together: {reason}."
    name = _name(str(first["loc"][0]))
    return f"{name} cannot be used: {reason}."
