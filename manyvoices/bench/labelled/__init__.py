"""Measuring triage on files of messages that people labelled."""
