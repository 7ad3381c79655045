"""Files that nothing needs any more go, with their bytes."""

from collections.abc import Collection
from contextlib import suppress

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from manyvoices.media.models import File, Subtitle


def erase_files(*, pks: Collection[int]) -> int:
    """Deletes those of the files that no row holds; returns how many. Whoever calls has let go of them first.

    The bytes go after the commit, so that no row is ever without its file.
    """
    gone = 0
    for file in File.objects.filter(pk__in=pks):
        names = [file.name, *Subtitle.objects.filter(film=file).values_list("name", flat=True)]
        if _is_held(file):
            continue
        with suppress(ProtectedError), transaction.atomic():
            file.delete()
            gone += 1
            transaction.on_commit(lambda names=names: [default_storage.delete(name) for name in names])  # type: ignore[misc]
    return gone


def _is_held(file: File) -> bool:
    """Whether any row of any app points at the file; its own subtitles go with it."""
    related = [
        one for one in file._meta.get_fields(include_hidden=True) if one.one_to_many and one.auto_created
    ]
    return any(
        one.related_model._default_manager.filter(**{one.field.name: file}).exists()
        for one in related
        if one.related_model is not Subtitle
    )
