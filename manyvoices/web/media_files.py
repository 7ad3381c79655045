"""Pictures, films and subtitles of the media folder."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from manyvoices.web.ranges import part_of

_MIME = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt; charset=utf-8",
}
_AT_ONCE = 64 * 1024


@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of this random name, to be kept for a year: a name never gets other bytes.

    Whatever the bytes were, a browser takes them for what the name says and runs nothing in them. A part of it is given
    to who asks for one (RFC 9110, 14), so that films can be wound forward; 416 for a part that is not there.
    """
    try:
        content = default_storage.open(name)
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    tag = f'"{name}"'
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", tag) == tag else ""
    part = part_of(asked, content.size)
    if part is not None and part.is_beyond:
        content.close()
        return _headed(HttpResponse(status=416), name, tag, f"bytes */{part.size}")
    answer = FileResponse(part.of(content) if part else content, content_type=_MIME[name.rpartition(".")[2]])
    answer.block_size = _AT_ONCE
    if part is None:
        return _headed(answer, name, tag)
    answer.status_code = 206
    answer.headers["Content-Length"] = str(part.length)
    return _headed(answer, name, tag, f"bytes {part.first}-{part.last}/{part.size}")


def _headed(answer: HttpResponseBase, name: str, tag: str, content_range: str = "") -> HttpResponseBase:
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = tag
    if content_range:
        answer.headers["Content-Range"] = content_range
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
