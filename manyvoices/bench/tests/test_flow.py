"""The bench of the steady stream sends real events to a real product, and says what became of them."""

import pytest

from manyvoices.bench import flow


# promise F10
@pytest.mark.long
def test_what_was_acknowledged_is_there_and_given_to_somebody() -> None:
    (line,) = flow.measure(minutes=0.1, a_minute=600, responders=8)
    assert line["acknowledged"] == 60 - line["refused"]
    assert (line["refused"], line["dropped"], line["doubled"], line["ignored"]) == (0, 0, 0, 0)
    assert line["complaints"] > 0
    assert line["pages"] > 0
