"""The landing after the sign-in: what needs me now, within my minutes."""
