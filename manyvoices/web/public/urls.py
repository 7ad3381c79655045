"""Addresses of the public pages."""

from django.urls import path, re_path

from manyvoices.voices.models.voice import HANDLE
from manyvoices.web.public import brand_css, feeds, home, imprint, post, sitemap, voice

_handle = f"(?P<handle>{HANDLE.strip('^$')})"

urlpatterns = [
    path("", home.home, name="home"),
    path("feed.atom", feeds.feed, name="feed"),
    path("imprint/", imprint.imprint, name="imprint"),
    path("contact/", imprint.contact, name="contact"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("brand.css", brand_css.brand_css, name="brand-css"),
    re_path(rf"^@{_handle}$", voice.voice, name="voice"),
    re_path(rf"^@{_handle}/feed\.atom$", feeds.voice_feed, name="voice-feed"),
    re_path(rf"^@{_handle}/(?P<note_id>\d{{1,19}})$", post.post, name="post"),
]
