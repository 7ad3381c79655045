"""The engine: due rows are claimed, handled and recorded; what a dead worker held is taken over.

`claiming` takes rows, `ownership` tells who is alive, `kinds` is the contract of a handler, `drain` handles one batch,
`loop` is the life of a worker process.
"""

from manyvoices.core.work.kinds import Again, Answer, Dead, Done, Kind, Tools

__all__ = ["Again", "Answer", "Dead", "Done", "Kind", "Tools"]
