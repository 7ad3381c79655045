"""Addresses of sharing by hand."""

from django.urls import path

from manyvoices.web.sharing import connect, share

urlpatterns = [
    path("share/<int:delivery_id>/", share.share, name="share"),
    path("voices/<int:voice_id>/profiles/", connect.connect, name="profile-connect"),
]
