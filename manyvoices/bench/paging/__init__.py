"""The parts of the bench inbox-page: a full inbox, and who opens it."""
