"""From what a network tells to rows: cleaned, joined to its thread, known by its id. Used by the actions that store."""
