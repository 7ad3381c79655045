"""What an employee saw elsewhere: reported once, and forgotten with its screenshot."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from manyvoices.conversations.actions.report_sighting import Seen, report_sighting
from manyvoices.conversations.forgetting_words import forget_messages
from manyvoices.conversations.models import Sighting
from manyvoices.core.refusals import Invalid
from manyvoices.media.models import File
from manyvoices.media.tests.files import picture_file
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SCREEN = picture_file(Image.new("RGB", (20, 10)), "PNG")
SEEN = Seen(link="https://social.example/p/1", words="Never again!", said_by="Lena", picture=SCREEN)


def test_the_same_link_is_one_sighting_and_one_picture(cast: Cast) -> None:
    first, is_new = report_sighting(actor=cast.dan, unit=cast.operations, seen=SEEN)
    again, is_new_again = report_sighting(actor=cast.bo, unit=cast.operations, seen=SEEN)
    assert (first, is_new, is_new_again) == (again, True, False)
    assert File.objects.count() == 1


def test_nothing_to_see_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        report_sighting(actor=cast.dan, unit=cast.operations, seen=Seen(said_by="Lena"))
    assert not Sighting.objects.exists()


# promise C10
def test_a_screenshot_is_forgotten_with_the_words(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sighting, _is_new = report_sighting(actor=cast.dan, unit=cast.operations, seen=SEEN)
    name = File.objects.get().name
    assert default_storage.exists(name)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            forget_messages([sighting.message_id])
    assert not File.objects.exists()
    assert not default_storage.exists(name)
    sighting.refresh_from_db()
    assert sighting.picture is None
