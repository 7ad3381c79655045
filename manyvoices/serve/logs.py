"""Where the processes write what happened: standard error, one line a happening."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def write_logs() -> None:
    """Warnings and errors of every library and of ours go to standard error.

    Django says nothing outside of debug mode, and would say of every unknown address that it was not found.
    """
    logging.basicConfig(level=logging.WARNING, format=FORMAT)
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("manyvoices").setLevel(logging.INFO)
