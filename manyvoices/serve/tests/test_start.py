"""What a start does with the database before anything runs."""

import pytest
from django.conf import settings

from manyvoices import wiring
from manyvoices.core import clock
from manyvoices.core.models import Chore
from manyvoices.federation.models import FrozenHost
from manyvoices.serve.start import make_ready
from manyvoices.shell.problems import Problem
from tests.cast import Cast


@pytest.mark.django_db
def test_every_wired_chore_is_planned_and_a_second_start_plans_nothing_more() -> None:
    make_ready(settings.CONFIG, "./run")
    assert set(Chore.objects.values_list("name", flat=True)) == set(wiring.CHORES)
    Chore.objects.update(attempts=7)
    make_ready(settings.CONFIG, "./run")
    assert set(Chore.objects.values_list("name", "attempts")) == {(name, 7) for name in wiring.CHORES}


@pytest.mark.django_db
def test_a_fresh_start_prints_a_set_up_link() -> None:
    assert f"{settings.CONFIG.public_url}/setup/" in make_ready(settings.CONFIG, "./run")


def test_once_set_up_there_is_no_link(cast: Cast) -> None:
    assert "/setup/" not in make_ready(settings.CONFIG, "./run")


# promise K6
@pytest.mark.django_db
def test_another_address_than_the_one_others_know_refuses_to_start() -> None:
    frozen = FrozenHost.objects.create(
        origin="https://old.example", frozen_at=clock.now(), because="first follow"
    )
    with pytest.raises(Problem, match=r"MANYVOICES_BASE_URL=https://old\.example again"):
        make_ready(settings.CONFIG, "./run")
    assert not Chore.objects.exists()
    frozen.origin = settings.CONFIG.base_url
    frozen.save()
    make_ready(settings.CONFIG, "./run")
