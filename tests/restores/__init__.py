"""A backup taken while everybody writes, and what a restored installation says again: nothing."""
