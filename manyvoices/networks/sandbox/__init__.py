"""The practice network: a small network of our own with faults that can be asked for."""
