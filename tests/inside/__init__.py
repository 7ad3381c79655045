"""What tests do inside an installation: acts in a process with the installation's own environment."""
