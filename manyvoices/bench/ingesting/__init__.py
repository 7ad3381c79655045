"""The parts of the bench ingest: an organisation that answers, what people write to it, and the worker's own lanes."""
