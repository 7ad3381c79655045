"""The mark of a demo in its data folder: whatever opens a folder that bears it is closed to every real network."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "demo.json"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class DemoMark:
    """The ports of the demo and of its second server, for ever: ids hold them. `made_parent`: the folder around it is ours."""

    port: int
    peer_port: int
    made_parent: bool = False

    @property
    def peer(self) -> tuple[str, int]:
        """The one address that the demo may speak to."""
        return HOST, self.peer_port

    @property
    def origin(self) -> str:
        """Where the demo is read."""
        return f"http://localhost:{self.port}"

    @property
    def peer_origin(self) -> str:
        """Where its second server is read. Another host name than ours, so that browsers keep the two apart."""
        return f"http://{HOST}:{self.peer_port}"


def read_mark(folder: Path) -> DemoMark | None:
    """The mark of the folder; None where a real installation lives. Raises ValueError for one that cannot be read."""
    path = folder / NAME
    return DemoMark(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def write_mark(folder: Path, mark: DemoMark) -> None:
    """Make the folder a demo's."""
    (folder / NAME).write_text(json.dumps(asdict(mark)), encoding="utf-8")
