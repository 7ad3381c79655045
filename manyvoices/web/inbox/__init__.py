"""The inbox: what waits for an answer, and who has it."""
