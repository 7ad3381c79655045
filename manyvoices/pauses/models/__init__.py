"""Stops on kinds of posts."""

from manyvoices.pauses.models.pause import Covers, Pause

__all__ = ["Covers", "Pause"]
