"""Voices: how they present themselves, where they are heard, who speaks as them."""
