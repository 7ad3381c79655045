"""Addresses of becoming a voice."""

from django.urls import path

from manyvoices.web.becoming import answers, nominate, nomination, nominations, steps, track, voice

urlpatterns = [
    path("becoming/nominations", nominations.nominations, name="nominations"),
    path("becoming/nominate", nominate.nominate, name="nominate"),
    path("becoming/nominate/<int:person_id>", nominate.nominate_colleague, name="nominate-colleague"),
    path("becoming/nominations/<int:nomination_id>", nomination.nomination, name="nomination"),
    path("becoming/nominations/<int:nomination_id>/invite", nomination.invite, name="nomination-invite"),
    path("becoming/nominations/<int:nomination_id>/decline", nomination.decline, name="nomination-decline"),
    path(
        "becoming/nominations/<int:nomination_id>/withdraw", nomination.withdraw, name="nomination-withdraw"
    ),
    path("becoming/nominations/<int:nomination_id>/accept", answers.accept, name="nomination-accept"),
    path("becoming/nominations/<int:nomination_id>/refuse", answers.refuse, name="nomination-refuse"),
    path("becoming/nominations/<int:nomination_id>/later", answers.later, name="nomination-later"),
    path("becoming/track", track.track, name="track"),
    path("becoming/voice", voice.voice, name="becoming-voice"),
    path("becoming/steps", steps.steps, name="becoming-steps"),
    path("becoming/steps/close", steps.close, name="becoming-steps-close"),
]
