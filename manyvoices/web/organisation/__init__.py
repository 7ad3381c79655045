"""The tree of units and the brands: seen, changed, moved."""
