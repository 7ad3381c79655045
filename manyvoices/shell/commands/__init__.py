"""One file a command: `add_arguments(parser)` and `run(arguments, config)`, which returns the exit code."""
