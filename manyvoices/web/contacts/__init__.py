"""Contacts: the people outside, over all networks."""
