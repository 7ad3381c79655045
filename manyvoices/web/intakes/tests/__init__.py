"""Tests of the pages of intakes."""
