"""The link that a start prints leads to the page that answers it."""

import pytest
from django.conf import settings
from django.urls import reverse

from manyvoices.people.models import Organisation
from manyvoices.serve.start import set_up_url
from tests.cast import Cast


@pytest.mark.django_db
def test_the_printed_link_is_that_of_the_page() -> None:
    url = set_up_url(settings.CONFIG)
    assert url
    assert url == settings.CONFIG.public_url + reverse("setup", args=[url.rpartition("/")[2]])


def test_once_set_up_no_link_is_offered(cast: Cast) -> None:
    assert Organisation.objects.exists()
    assert set_up_url(settings.CONFIG) is None
