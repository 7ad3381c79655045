"""The limit of the bench: the same front and database, and of Django one view with one query, nothing around it."""

from manyvoices.settings import *  # noqa: F403 -- settings are named once, there

ROOT_URLCONF = "manyvoices.bench.crowd.bare_urls"
MIDDLEWARE = []
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "manyvoices.core",
    "manyvoices.media",
    "manyvoices.people",
]
