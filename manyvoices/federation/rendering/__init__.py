"""Our rows as ActivityPub documents: functions from loaded rows to plain dicts. No query, no clock, no I/O.

Members that are empty are left out. `document` adds the context to what stands alone.
"""

from manyvoices.federation.rendering.document import document

__all__ = ["document"]
