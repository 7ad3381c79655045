"""Addresses of the public pages."""

from django.urls import path, re_path

from manyvoices.voices.models.voice import HANDLE_PART
from manyvoices.web.public import brand_css, feeds, home, imprint, sitemap

urlpatterns = [
    path("", home.home, name="home"),
    path("feed.atom", feeds.feed, name="feed"),
    path("imprint/", imprint.imprint, name="imprint"),
    path("contact/", imprint.contact, name="contact"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("brand.css", brand_css.brand_css, name="brand-css"),
    # `voice` and `post` stand in manyvoices.urls, which chooses between page and document.
    re_path(rf"^@(?P<handle>{HANDLE_PART})/feed\.atom$", feeds.voice_feed, name="voice-feed"),
]
