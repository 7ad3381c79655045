"""What exactly was looked at: one fingerprint of everything that readers would get of a post."""

import hashlib
import json
from typing import Any

from manyvoices.publishing.models import Post
from manyvoices.publishing.revisions import content_of


def fingerprint_of(post: Post) -> str:
    """The same as long as nothing readers get has changed: words, voice, kind, channels, pictures and their descriptions.

    The time is no part of it. Read from the database: `post` may be older than an edit. Six queries.
    """
    fresh = Post.objects.get(pk=post.pk)
    said: dict[str, Any] = {
        "content": content_of(fresh),
        "of": [fresh.voice_id, fresh.kind, fresh.form, fresh.language, fresh.cover_id, fresh.cover_alt],
        "channels": sorted(fresh.channels.values_list("pk", flat=True)),
        "pictures": list(
            fresh.attachments.order_by("position", "pk").values_list(
                "file", "alt", "decorative", "file__poster", "file__duration_ms"
            )
        ),
        "subtitles": list(
            fresh.attachments.exclude(file__subtitles=None)
            .order_by("file__subtitles__pk")
            .values_list("file__subtitles__pk", "file__subtitles__name")
        ),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
