"""Pictures of the media folder."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

_MIME = {"jpg": "image/jpeg", "png": "image/png"}


@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The picture of this random name, to be kept for a year: a name never gets other bytes.

    Whatever the bytes were, a browser takes them for a picture and runs nothing in them.
    """
    try:
        content = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    answer = FileResponse(content, content_type=_MIME[name.rpartition(".")[2]])
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
