"""Addresses of voices."""

from django.urls import path

from manyvoices.web.voices import channels, rest, speakers, voice_edit, voice_new, voices

urlpatterns = [
    path("voices", voices.voices, name="voices"),
    path("voices/new", voice_new.voice_new, name="voice-new"),
    path("voices/<int:voice_id>", voice_edit.voice_edit, name="voice-edit"),
    path("voices/<int:voice_id>/rest", rest.rest, name="voice-rest"),
    path("voices/<int:voice_id>/wake", rest.wake, name="voice-wake"),
    path("voices/<int:voice_id>/channels", channels.connect, name="channel-connect"),
    path("voices/<int:voice_id>/channels/<int:channel_id>/close", channels.close, name="channel-close"),
    path("voices/<int:voice_id>/speakers", speakers.speakers, name="voice-speakers"),
    path("voices/<int:voice_id>/speakers/<int:speaker_id>/close", speakers.close, name="speaker-close"),
]
