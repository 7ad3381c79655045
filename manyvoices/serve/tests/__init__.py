"""Tests of the front, the supervisor and the processes."""
