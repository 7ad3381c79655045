"""Administrators named from the shell: whoever may run commands on the machine may name one."""

import argparse
import getpass
import sys
from pathlib import Path

from django.urls import reverse

from manyvoices.config import Config
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.actions.create_administrator import create_administrator
from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.actions.set_up import set_up
from manyvoices.shell.problems import USAGE, Problem


def admit(config: Config, given: argparse.Namespace) -> str:
    """What to tell the person at the terminal. Raises Problem with the sentence of the action that refused."""
    token = offer_set_up()
    try:
        return first_set_up(config, given, token) if token else invitation(config, given)
    except Invalid as invalid:
        raise Problem(" ".join(map(str, invalid.fields.values())), USAGE) from None
    except Refused as refused:
        raise Problem(str(refused), USAGE) from None


def invitation(config: Config, given: argparse.Namespace) -> str:
    """A link for one more administrator of an organisation that is there."""
    token = create_administrator(email=given.email, name=given.name)
    address = config.public_url + reverse("join", args=[token])
    return f"Open {address} within an hour to choose a password (works once)."


def first_set_up(config: Config, given: argparse.Namespace, token: str) -> str:
    """The organisation and its first administrator, made now."""
    person = set_up(
        token=token,
        organisation_name=answer(given.organisation, "Name of the organisation", "--organisation"),
        name=answer(given.name, "Your name", "--name"),
        email=given.email,
        password=password(given.password_file),
        language=config.language,
        time_zone=config.time_zone,
    )
    return f"{person.name} is administrator. Sign in at {config.public_url + reverse('sign-in')}."


def answer(given: str, question: str, option: str) -> str:
    """What was given as an option, or what the terminal answers. Raises Problem without either."""
    if given:
        return given
    _need_terminal(option)
    return input(f"{question}: ")


def password(file: str) -> str:
    """The first line of `file`, or what is typed unseen."""
    if file == "-":
        return sys.stdin.readline().rstrip("\n")
    if not file:
        _need_terminal("--password-file")
        return getpass.getpass("Password: ")
    try:
        return Path(file).read_text(encoding="utf-8").partition("\n")[0]
    except OSError as error:
        raise Problem(f"The password file cannot be read: {error.strerror}: {file}.", USAGE) from None


def _need_terminal(option: str) -> None:
    if not sys.stdin.isatty():
        raise Problem(f"There is no terminal to ask at: give {option}.", USAGE)
