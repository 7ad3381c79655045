"""Addresses of leaving."""

from django.urls import path

from manyvoices.web.leaving import archive, leave

urlpatterns = [
    path("voices/<int:voice_id>/leave", leave.leave, name="voice-leave"),
    path("voices/<int:voice_id>/leave/confirm", leave.confirm, name="voice-leave-confirm"),
    path("voices/<int:voice_id>/leave/cancel", leave.cancel, name="voice-leave-cancel"),
    path("voices/<int:voice_id>/archive", archive.archive, name="voice-archive"),
]
