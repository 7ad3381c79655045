"""Closing the loop: did it help, why did it happen, what was changed, who was told."""
