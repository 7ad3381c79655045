"""The first screen of a fresh installation."""
