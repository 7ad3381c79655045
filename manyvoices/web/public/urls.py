"""Addresses of the public pages."""

from django.urls import path, re_path

from manyvoices.voices.models.voice import HANDLE_PART
from manyvoices.web.public import (
    brand_css,
    embed,
    embed_posts,
    experts,
    home,
    imprint,
    languages,
    search,
    sitemap,
    topics,
    units,
    voice,
)
from manyvoices.web.public.feeds import answering
from manyvoices.web.public.feeds.answering import FORMAT

_HANDLE = f"@(?P<handle>{HANDLE_PART})"
_TAG = r"topics/(?P<tag>[^/]{1,100})"
_UNIT = r"units/(?P<unit_id>[0-9]{1,18})(?:-(?P<slug>[\w-]{0,200}))?"
_LANGUAGE = r"languages/(?P<code>[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,6})?)"

urlpatterns = [
    path("", home.home, name="home"),
    path("topics", topics.topics, name="topics"),
    re_path(rf"^{_TAG}$", topics.topic, name="topic"),
    path("units", units.units, name="units-public"),
    re_path(rf"^{_UNIT}$", units.unit, name="unit-public"),
    re_path(rf"^{_LANGUAGE}$", languages.language, name="language"),
    path("experts", experts.experts, name="experts"),
    path("search", search.search, name="search"),
    path("embed", embed.embed, name="embed"),
    path("embed/posts", embed_posts.embed_posts, name="embed-posts"),
    path("feed.atom", answering.feed, {"form": "atom"}, name="feed"),
    re_path(rf"^feed\.{FORMAT}$", answering.feed, name="feed-in"),
    path("imprint/", imprint.imprint, name="imprint"),
    path("imprint/<int:brand_id>/", imprint.brand_imprint, name="brand-imprint"),
    path("contact/", imprint.contact, name="contact"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("brand.css", brand_css.brand_css, name="brand-css"),
    # `voice` and `post` stand in manyvoices.urls, which chooses between page and document.
    re_path(rf"^{_HANDLE}/feed\.atom$", answering.voice_feed, {"form": "atom"}, name="voice-feed"),
    re_path(rf"^{_HANDLE}/feed\.{FORMAT}$", answering.voice_feed, name="voice-feed-in"),
    re_path(rf"^{_HANDLE}/articles$", voice.voice_articles, name="voice-articles"),
    re_path(
        rf"^{_HANDLE}/articles/(?P<post_id>[0-9]{{1,18}})$", voice.article_of_post, name="article-of-post"
    ),
    re_path(rf"^{_TAG}/feed\.{FORMAT}$", answering.topic_feed, name="topic-feed"),
    re_path(rf"^{_UNIT}/feed\.{FORMAT}$", answering.unit_feed, name="unit-feed"),
    re_path(rf"^{_LANGUAGE}/feed\.{FORMAT}$", answering.language_feed, name="language-feed"),
]
