"""Files that nothing needs any more go, with their bytes."""

from collections.abc import Collection
from contextlib import suppress
from functools import partial

from django.apps import apps
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
            transaction.on_commit(partial(_delete_bytes, names))
    return gone


def _delete_bytes(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _is_held(file: File) -> bool:
    """Whether any row of any app points at the file; its own subtitles go with it."""
    return any(
        model._default_manager.filter(**{field.name: file}).exists()
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is File and model is not Subtitle
    )
