"""The parts of the bench push: followers on many servers, a receiver that stands in for them all, and the limit."""
