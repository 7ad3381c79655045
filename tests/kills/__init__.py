"""Nothing lost and nothing twice, while workers are killed."""
