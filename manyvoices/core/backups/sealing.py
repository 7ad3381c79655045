"""The seal: the file ends with the hash of everything before it, so that no bit of it can change unseen."""

import hashlib
from typing import IO

SEAL = b"manyvoices backup sha256 "
HEX = 64
CHUNK = 1 << 20


def seal(file: IO[bytes]) -> None:
    """Writes the hash over the last 64 bytes of a file that ends with SEAL and their place."""
    size = file.seek(0, 2)
    digest = _digest(file, size - HEX)
    file.seek(size - HEX)
    file.write(digest)


def sealed(file: IO[bytes]) -> bool | None:
    """Whether the file is as it was sealed; None for a file that never was."""
    size = file.seek(0, 2)
    place = size - HEX - len(SEAL)
    if place < 0:
        return None
    file.seek(place)
    if file.read(len(SEAL)) != SEAL:
        return None
    said = file.read(HEX)
    return _digest(file, size - HEX) == said


def _digest(file: IO[bytes], size: int) -> bytes:
    file.seek(0)
    digest, left = hashlib.sha256(), size
    while left and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()
