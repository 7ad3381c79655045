"""Tests of the whole: the house, the journeys, other servers."""
