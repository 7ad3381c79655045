"""Files we keep."""

from manyvoices.media.models.file import File, Release, Source, Subtitle

__all__ = ["File", "Release", "Source", "Subtitle"]
