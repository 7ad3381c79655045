"""The processes of the bench web_writes: a writer that saves drafts, a worker that has more to do than it can."""
