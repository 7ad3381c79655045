"""Files we keep."""

from manyvoices.media.models.file import File, Release, Source

__all__ = ["File", "Release", "Source"]
