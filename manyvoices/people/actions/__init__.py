"""What can be done with the organisation and its people, one verb a file."""
