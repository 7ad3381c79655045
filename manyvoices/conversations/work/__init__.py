"""Handlers of due rows: collecting, triage, routing, promises. Reached only through the wiring."""
