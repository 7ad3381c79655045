"""What can be done with voices, one verb a file."""
