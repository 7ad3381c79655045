"""What `manyvoices doctor` looks at: one file a part, each a function that yields findings."""
