"""The handlers of federation's due rows: all of its network I/O. Reached only through `wiring`."""
