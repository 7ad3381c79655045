"""What one was told."""
