"""Tests of the house itself: layers, slots, sizes, and documents that match the code."""
