"""Requests as bytes, ready to be written to a socket."""

from collections.abc import Mapping

Parcel = bytes


def request(path: str, headers: Mapping[str, str], body: bytes) -> Parcel:
    """One POST, framed for a connection that stays open."""
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
