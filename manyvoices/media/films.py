"""Films: what is taken, and how they are told from pictures."""

from manyvoices.media.models import File

MIME = {".mp4": "video/mp4", ".webm": "video/webm"}


def is_film(file: File) -> bool:
    """Whether the file is a film."""
    return file.mime.startswith("video/")
