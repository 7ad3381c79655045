"""The parts of the bench flow: who writes steadily, and what becomes of it."""
