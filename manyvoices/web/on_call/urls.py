"""Addresses of being on call, of presence and of one's own time."""

from django.urls import path

from manyvoices.web.on_call import covers, my_time, on_call, presence, rota, shifts

urlpatterns = [
    path("on-call", on_call.on_call, name="on-call"),
    path("on-call/rotas", on_call.make, name="rota-make"),
    path("on-call/rotas/<int:rota_id>", rota.rota, name="rota"),
    path("on-call/rotas/<int:rota_id>/end", rota.end, name="rota-end"),
    path("on-call/rotas/<int:rota_id>/shifts", shifts.add, name="shift-add"),
    path("on-call/rotas/<int:rota_id>/shifts/<int:shift_id>/end", shifts.end, name="shift-end"),
    path("on-call/rotas/<int:rota_id>/covers", covers.cover, name="shift-cover"),
    path("on-call/covers/<int:cover_id>/cancel", covers.cancel, name="cover-cancel"),
    path("me/presence", presence.presence, name="presence"),
    path("me/presence/say", presence.say, name="presence-say"),
    path("me/absences", presence.report, name="absence-report"),
    path("me/absences/<int:absence_id>/cancel", presence.cancel, name="absence-cancel"),
    path("me/time", my_time.my_time, name="my-time"),
    path("me/time/declare", my_time.declare, name="my-time-declare"),
]
