"""What is plugged in where: dotted paths by name. Imports nothing, so that every layer may read it."""

# Kind of due rows -> the object that handles them (core.work).
WORK = {
    "approvals": "manyvoices.publishing.work.approvals.KIND",
    "chores": "manyvoices.core.chores.KIND",
    "collecting": "manyvoices.conversations.work.collecting.KIND",
    "intake-arrivals": "manyvoices.conversations.work.intake_arrivals.KIND",
    "deliveries": "manyvoices.publishing.work.deliveries.KIND",
    "dispatches": "manyvoices.federation.work.dispatches.KIND",
    "examinations": "manyvoices.publishing.work.examinations.KIND",
    "letters": "manyvoices.notifications.work.letters.KIND",
    "link-cards": "manyvoices.publishing.work.link_cards.KIND",
    "moves": "manyvoices.federation.work.moves.KIND",
    "mailboxes": "manyvoices.conversations.work.mailboxes.KIND",
    "message-imports": "manyvoices.conversations.work.message_imports.KIND",
    "people-imports": "manyvoices.people.work.imports.KIND",
    "plan-imports": "manyvoices.publishing.work.plan_imports.KIND",
    "profile-links": "manyvoices.voices.work.links.KIND",
    "received": "manyvoices.federation.work.received.KIND",
    "repeats": "manyvoices.publishing.work.repeats.KIND",
    "triage": "manyvoices.conversations.work.triaging.KIND",
    "promises": "manyvoices.conversations.work.promises.KIND",
    "queues": "manyvoices.conversations.work.queues.KIND",
    "unverified": "manyvoices.federation.work.unverified.KIND",
}

# Repeating work -> (function without arguments, seconds between two runs).
CHORES = {
    "chain-audit": ("manyvoices.core.audit.chain", 5),
    "close-voices-of-leavers": ("manyvoices.voices.work.leavers.close_voices_of_leavers", 5),
    "collect-soon": ("manyvoices.conversations.actions.collect_soon.collect_soon", 1),
    "confirm-pauses": ("manyvoices.pauses.actions.confirm_pauses.confirm_pauses", 1),
    "ensure-keys": ("manyvoices.federation.work.keys.ensure_keys", 2),
    "index-notes": ("manyvoices.federation.work.indexing.index_notes", 30),
    "notice-authors": ("manyvoices.voices.actions.notice_authors.notice_authors", 5),
    "announce-profiles": ("manyvoices.federation.work.profiles.announce_profiles", 5),
    "welcome-imported": ("manyvoices.notifications.work.welcoming.welcome_imported", 5),
    "rehome-notes": ("manyvoices.federation.work.rehoming.rehome_notes", 5),
    "ask-about-late": ("manyvoices.publishing.work.late.ask_about_late", 5),
    "stop-posts-of-leavers": ("manyvoices.publishing.work.leavers.stop_posts_of_leavers", 5),
    "pause-handed": ("manyvoices.publishing.work.handed.pause_handed", 1),
    "stop-without-consent": ("manyvoices.publishing.work.withdrawn.stop_without_consent", 5),
    "stop-repeats-in-pauses": ("manyvoices.publishing.work.repeats.stop_repeats_in_pauses", 5),
    "keep-wall-times": ("manyvoices.publishing.work.wall_times.keep_wall_times", 3600),
    "release-of-leavers": ("manyvoices.conversations.work.leavers.release_of_leavers", 5),
    "wake-snoozed": ("manyvoices.conversations.work.waking.wake_snoozed", 5),
    "follow-policies": ("manyvoices.conversations.work.following.follow_policies", 30),
    "forget-conversations": ("manyvoices.conversations.work.forgetting.forget_conversations", 600),
    "watch-over-conversations": ("manyvoices.conversations.work.watching.watch_over_conversations", 30),
    "index-messages": ("manyvoices.conversations.work.indexing.index_messages", 2),
    "index-old-messages": ("manyvoices.conversations.work.indexing.index_old_messages", 900),
    "learn-triage": ("manyvoices.conversations.work.learning.learn_triage", 60),
    "tell-reporters": ("manyvoices.conversations.work.sightings.tell_reporters", 5),
    "settle-answers": ("manyvoices.conversations.work.answers.settle_answers", 1),
    "forget-old-activities": ("manyvoices.federation.work.forgetting.forget_old_activities", 3600),
}

# Network -> function `make(tools)` that returns its adapter (networks.contract).
NETWORKS = {
    "native": "manyvoices.federation.adapter.make",
    "sandbox": "manyvoices.networks.sandbox.adapter.make",
    "sandbox-blind": "manyvoices.networks.sandbox.adapter.make_blind",
    # Shared by hand: the person gets the finished text at its time and posts it there.
    "share-linkedin": "manyvoices.networks.assisted.adapter.linkedin",
    "share-x": "manyvoices.networks.assisted.adapter.x",
    "share-instagram": "manyvoices.networks.assisted.adapter.instagram",
    "share-facebook": "manyvoices.networks.assisted.adapter.facebook",
    "share-whatsapp": "manyvoices.networks.assisted.adapter.whatsapp",
    "share-threads": "manyvoices.networks.assisted.adapter.threads",
    "share-xing": "manyvoices.networks.assisted.adapter.xing",
    "share-tiktok": "manyvoices.networks.assisted.adapter.tiktok",
}

# Path prefix on our own port -> ASGI application that answers below it.
MOUNTS = {"/sandbox-network/": "manyvoices.serve.practice.app"}

# Networks that need nothing but the wish -> function `(secret, address, behaviour)` that returns what the network
# trusts us by and the channel's options. The native channel comes with the voice.
ON_REQUEST = {
    "sandbox": "manyvoices.networks.sandbox.connect.account",
    "sandbox-blind": "manyvoices.networks.sandbox.connect.account",
}

# What may still arrive somewhere after a pause was placed -> function `(pause) -> int` that counts it.
IN_FLIGHT = {
    "deliveries": "manyvoices.publishing.in_flight.deliveries_in_flight",
    "dispatches": "manyvoices.federation.in_flight.dispatches_in_flight",
}

# Tables that the public pages and documents show -> (topic, columns that matter; empty: all). Triggers count their
# changes (core.versions); a test reads every public page and misses none of its tables here.
SHOWN_IN_PUBLIC = {
    "federation_actorkey": ("profiles", ""),
    "federation_note": ("posts", ""),
    "federation_notetag": ("posts", ""),
    "federation_reaction": ("posts", ""),
    "federation_remoteactor": ("posts", "username, domain, name, url, gone_at"),
    "media_file": ("profiles", ""),
    "people_brand": ("profiles", ""),
    "people_consent": ("profiles", ""),
    "people_organisation": ("profiles", ""),
    "people_person": ("profiles", "name, unit_id, is_active"),
    "people_topic": ("profiles", ""),
    "people_unit": ("profiles", ""),
    "voices_channel": ("profiles", ""),
    "voices_profilefield": ("profiles", ""),
    "voices_speaker": ("profiles", ""),
    "voices_voice": ("profiles", ""),
    "voices_voice_topics": ("profiles", ""),
}

# How lower layers tell one of our own people something -> the action of the notifications.
TELL_PERSON = "manyvoices.notifications.actions.tell_person.tell_person"

# Whether an answer may still leave -> function `(person, post)` that raises Refused with the reason.
MAY_STILL_ANSWER = "manyvoices.conversations.permissions.may_still_answer"

# What stands in a unit beside people -> function `(unit ids) -> {unit id: how many}`. A unit with any is not closed.
IN_UNITS = {
    "own_voices": "manyvoices.voices.queries.units.own_voices_in",
    "shared_voices": "manyvoices.voices.queries.units.shared_voices_in",
    "open_conversations": "manyvoices.conversations.queries.units.open_conversations_in",
}

# What goes along when a person moves to another unit -> function `(person=, unit=)`, in the move's transaction.
ALONG_WITH_PERSON = {"own voice": "manyvoices.voices.actions.take_voice_along.take_voice_along"}

# What follows when a brand has another handle domain -> function `(brand=)`, in the same transaction.
WITH_HANDLE_DOMAIN = {"channels": "manyvoices.voices.actions.readdress_channels.readdress_channels"}
