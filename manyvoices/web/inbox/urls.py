"""Addresses of the inbox."""

from django.urls import path

from manyvoices.web.inbox import bulk, inbox

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/press", bulk.press, name="inbox-press"),
]
