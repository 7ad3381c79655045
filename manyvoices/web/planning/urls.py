"""Addresses of planning."""

from django.urls import path

from manyvoices.web.planning import (
    calendar,
    calendar_link,
    feed,
    move,
    plans,
    repeats,
    sheets,
    slots,
    time_check,
)

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/check/", time_check.time_check, name="time-check"),
    path("calendar/export.csv", sheets.plan_export, name="plan-export"),
    path("calendar/address/", calendar_link.calendar_link, name="calendar-link"),
    path("calendar/address/revoke/", calendar_link.calendar_link_revoke, name="calendar-link-revoke"),
    path("calendar/feed/<str:token>/posts.ics", feed.calendar_feed, name="calendar-feed"),
    path("calendar/<int:post_id>/move/", move.move, name="post-move"),
    path("voices/<int:voice_id>/slots/", slots.slots, name="slots"),
    path("voices/<int:voice_id>/slots/<int:slot_id>/end/", slots.slot_end, name="slot-end"),
    path("repeats/", repeats.repeats, name="repeats"),
    path("posts/<int:post_id>/repeat/", repeats.repeat_new, name="repeat-new"),
    path("repeats/<int:repeat_id>/stop/", repeats.repeat_stop, name="repeat-stop"),
    path("repeats/<int:repeat_id>/restart/", repeats.repeat_restart, name="repeat-restart"),
    path("plans/", plans.plans, name="plans"),
    path("plans/sample.csv", sheets.plan_sample, name="plan-sample"),
    path("plans/<int:plan_id>/", plans.plan, name="plan"),
    path("plans/<int:plan_id>/agree/", plans.plan_agree, name="plan-agree"),
    path("plans/<int:plan_id>/drop/", plans.plan_drop, name="plan-drop"),
]
