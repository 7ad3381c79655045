"""A process that holds the life lock of worker number argv[1] until it is killed."""

import os
import sys

import django


def main() -> None:
    """Says "held" once it has it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    from manyvoices.core.work import ownership  # noqa: PLC0415 -- needs django.setup()

    lock = ownership.hold(int(sys.argv[1]))
    print("held" if lock.still_held() else "not held", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
