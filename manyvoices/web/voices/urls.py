"""Addresses of voices."""

from django.urls import path, re_path

from manyvoices.web.moderating import VERB
from manyvoices.web.voices import (
    care,
    channels,
    hand_over,
    named,
    pins,
    profile,
    replies,
    speakers,
    voice_edit,
    voice_new,
    voices,
)

_VOICE = r"^voices/(?P<voice_id>[0-9]{1,18})"

urlpatterns = [
    path("voices", voices.voices, name="voices"),
    path("voices/new", voice_new.voice_new, name="voice-new"),
    path("voices/<int:voice_id>", voice_edit.voice_edit, name="voice-edit"),
    path("voices/<int:voice_id>/profile", profile.profile, name="voice-profile"),
    re_path(rf"{_VOICE}/(?P<verb>rest|wake|hide|show|mute|unmute)$", care.care, name="voice-care"),
    path("voices/<int:voice_id>/hand-over", hand_over.hand_over, name="voice-hand-over"),
    path("voices/<int:voice_id>/hand-over/end", hand_over.end, name="voice-hand-over-end"),
    path("voices/<int:voice_id>/replies", replies.replies, name="voice-replies"),
    re_path(
        rf"{_VOICE}/replies/(?P<reply_id>[0-9]{{1,18}})/{VERB}$",
        replies.answer,
        name="voice-reply",
    ),
    path("voices/<int:voice_id>/pins", pins.pins, name="voice-pins"),
    re_path(
        rf"{_VOICE}/posts/(?P<note_id>[0-9]{{1,18}})/(?P<verb>pin|unpin)$", pins.change, name="voice-pin"
    ),
    path("voices/<int:voice_id>/channels", channels.connect, name="channel-connect"),
    path("voices/<int:voice_id>/channels/<int:channel_id>/close", channels.close, name="channel-close"),
    path("voices/<int:voice_id>/speakers", speakers.speakers, name="voice-speakers"),
    path("voices/<int:voice_id>/speakers/<int:speaker_id>/close", speakers.close, name="speaker-close"),
    path("voices/<int:voice_id>/named", named.named, name="voice-named"),
]
