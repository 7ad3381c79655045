"""Nothing leaves after a pause was confirmed, while everything runs at once."""
