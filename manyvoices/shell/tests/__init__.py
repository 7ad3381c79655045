"""Tests of the command line, by running it."""
