"""The parts of the bench inbox: people on other servers who write to a voice, what they send, and the limit."""
