"""RSS 2.0 (rssboard.org), for readers that know nothing newer."""

from datetime import datetime

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

from manyvoices.web.public.feeds.building import Feed

TYPE = "application/rss+xml"


class _Rss(Rss201rev2Feed):
    """Django's, with a date of its own while it is empty."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was changed."""
        changed: datetime = self.feed["changed_at"]
        return changed


def render(feed: Feed) -> str:
    """The feed as an RSS document. RSS knows one enclosure an item, and no date of a change: it is left out."""
    rss = _Rss(
        title=feed.title,
        link=feed.page_url,
        # The one element of a channel that must be there and may not be empty to some readers.
        description=feed.summary or feed.title,
        feed_url=feed.url,
        language=feed.language,
        changed_at=feed.changed_at,
    )
    for entry in feed.entries:
        rss.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.html,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            author_name=entry.author or None,
            pubdate=entry.published_at,
            categories=entry.tags,
            enclosures=[
                Enclosure(picture.url, str(picture.size), picture.media_type)
                for picture in entry.pictures[:1]
            ],
        )
    return str(rss.writeString("utf-8"))
