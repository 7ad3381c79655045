"""Settings of the organisation and the state of the installation."""
