"""What a start prints: where we are, what to open, how to stop."""

from pathlib import Path

from manyvoices import __version__
from manyvoices.config import Config


def greeting(config: Config, *, first_start: bool, set_up_url: str | None, program: str) -> str:
    """The lines for the terminal. `set_up_url` is None once the organisation is set up."""
    lines = [headline(config, first_start=first_start), f"  Web        {config.public_url}"]
    if set_up_url:
        lines.append(f"  Set up     {set_up_url}   (valid 30 minutes, once)")
    if not config.base_url:
        lines.append("  Public name not set: federation is off until MANYVOICES_BASE_URL is an https address")
    lines.append("  Stop with Ctrl+C (finishes what is in flight, max 20 s).")
    if set_up_url:
        lines.append(f"  (no browser? {program} admin create you@example.org)")
    return "\n".join(lines)


def headline(config: Config, *, first_start: bool) -> str:
    """Version, data folder and database, and what was made if this is the first start."""
    database = "PostgreSQL" if config.database_url else "SQLite"
    made = "   first start: database created, keys generated" if first_start else ""
    return f"Manyvoices {__version__}   data {short(config.data_dir)} ({database}){made}"


def short(folder: Path) -> str:
    """The folder as a person would write it from where they stand."""
    here = Path.cwd()
    return f"./{folder.relative_to(here)}" if folder.is_relative_to(here) else str(folder)
