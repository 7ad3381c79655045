"""Writing posts, and seeing what became of them."""
