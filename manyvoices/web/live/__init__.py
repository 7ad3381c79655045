"""Pages that show by themselves what changed: who may listen, and the line that says how fresh a page is."""
