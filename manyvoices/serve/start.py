"""The part of a start that needs the database: bring it up to date, and open the door to the first administrator."""

from django.urls import reverse

from manyvoices.config import Config
from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.serve.greeting import greeting
from manyvoices.shell.tables import bring_up_to_date


def make_ready(config: Config, program: str) -> str:
    """Migrate, and return what to tell the person who starts us. Raises Problem when the database does not fit."""
    first_start = bring_up_to_date()
    return greeting(config, first_start=first_start, set_up_url=set_up_url(config), program=program)


def set_up_url(config: Config) -> str | None:
    """A fresh one-time link while nobody has set the organisation up; None afterwards."""
    token = offer_set_up()
    return config.public_url + reverse("setup", args=[token]) if token else None
