"""How often a loop hurts somebody: three times in `./run test`, twenty in `.ci/run`.

On demand more often: MANYVOICES_TEST_KILLS=200 ./run test tests/kills
"""

import os

KILLS = int(
    os.environ.get("MANYVOICES_TEST_KILLS", "20" if "MANYVOICES_TEST_REQUIRE_ALL" in os.environ else "3")
)
