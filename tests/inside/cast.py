"""Who sets an installation up; read by acts and tests alike, so nothing of Django's is in here."""

EMAIL = "ada@northlight.example"
PASSWORD = "a long enough password"
