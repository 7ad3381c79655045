"""Posts leave from several workers while the database refuses transactions that get in each other's way.

`python -m tests.outages.serializable FOLDER POSTS` prints JSON: what arrived, and how often the database refused.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

from manyvoices.networks.sandbox.tests.standing import practice_network
from tests.ground.crew import Crew, until
from tests.ground.opening import PATIENCE, open_ground

KIND = "manyvoices.publishing.work.deliveries.Deliveries"


def main() -> None:
    """Makes the database serializable, releases, and lets three workers at it."""
    folder, posts = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["MANYVOICES_DATA_DIR"] = str(folder)
    with practice_network(folder) as network:
        os.environ["MANYVOICES_BIND"] = f"127.0.0.1:{network.port}"
        open_ground()
        from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()
        from django.db import connection  # noqa: PLC0415

        from manyvoices.publishing.models import Delivery, State  # noqa: PLC0415
        from tests.cast import make_cast  # noqa: PLC0415
        from tests.ground.posts import connect, release  # noqa: PLC0415

        call_command("migrate", verbosity=0, skip_checks=True)
        cast = make_cast()
        channel = connect(
            network, cast.bo_voice, "bo", {"behaviour": ["accept", "error-after"], "before_ms": 20}
        )
        for number in range(posts):
            release(cast.bo, channel, f"post {number}")
        with connection.cursor() as cursor:
            name = connection.settings_dict["NAME"]
            cursor.execute(f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'serializable'")
        crew = Crew(KIND, 3)
        rows = Delivery.objects.all()
        until(lambda: not rows.exclude(state=State.SENT).exists(), 2 * PATIENCE, "every post to be sent")
        crew.check()
        crew.end()
        arrived = Counter(key for key, _ in network.accepted())
        with connection.cursor() as cursor:
            cursor.execute("SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()")
            refused = cursor.fetchone()[0]
        doubled = sum(1 for times in arrived.values() if times > 1)
        print(json.dumps({"arrived": len(arrived), "doubled": doubled, "rolled_back": refused}))


if __name__ == "__main__":
    main()
