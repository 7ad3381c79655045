"""Many press “Add to queue” in the same moment: each gets a slot of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
from django.db import connection

from manyvoices.publishing.actions.add_slots import add_slots
from manyvoices.publishing.actions.queue_post import queue_post
from manyvoices.publishing.models import Delivery, Post, SlotUse
from manyvoices.publishing.tests.stage import draft
from tests.cast import Cast, make_cast

PRESSES = 6


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    """Bo, with a slot for every day."""
    cast = make_cast()
    channels = list(cast.bo_voice.channels.values_list("pk", flat=True))
    add_slots(
        actor=cast.bo,
        voice=cast.bo_voice,
        weekdays=range(7),
        time=time(8, 10),
        time_zone="Europe/Berlin",
        channels=channels,
    )
    return cast


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets writers pass one by one")
def test_who_presses_at_once_gets_different_slots(crowd: Cast) -> None:
    posts = [draft(crowd.bo, crowd.bo_voice, f"post {number}") for number in range(PRESSES)]
    together = Barrier(PRESSES)

    def press(post: Post) -> None:
        try:
            together.wait(10)
            queue_post(actor=crowd.bo, post=post, revision=post.revision)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as people:
        list(people.map(press, posts))
    times = set(SlotUse.objects.filter(freed_at=None).values_list("at", flat=True))
    assert len(times) == PRESSES
    assert set(Delivery.objects.values_list("due_at", flat=True)) == times
