"""The part of a start that needs the database: bring it up to date, and open the door to the first administrator."""

from manyvoices.config import Config
from manyvoices.core import chores
from manyvoices.core.models import World
from manyvoices.federation.freezing import check_host
from manyvoices.people.actions.offer_set_up import offer_set_up
from manyvoices.people.queries import organisation
from manyvoices.serve.greeting import greeting
from manyvoices.shell.problems import USAGE, Problem
from manyvoices.shell.tables import bring_up_to_date

# Not by reverse(): loading every page only to name one would delay each start.
SET_UP = "/setup/"


def make_ready(config: Config, program: str) -> str:
    """Migrate, plan the repeating work, and return what to tell the person who starts us.

    Raises Problem when the database does not fit, or when other servers know us under another address.
    """
    first_start = bring_up_to_date()
    home = organisation()
    if config.demo or (home and home.world == World.DEMO):
        raise Problem(
            f"{config.data_dir} holds a demo. Start it with {program} demo, or name another folder.", USAGE
        )
    changed = check_host()
    if changed:
        raise Problem(changed, USAGE)
    chores.plan()
    return greeting(config, first_start=first_start, set_up_url=set_up_url(config), program=program)


def set_up_url(config: Config) -> str | None:
    """A fresh one-time link while nobody has set the organisation up; None afterwards."""
    token = offer_set_up()
    return config.public_url + SET_UP + token if token else None
