"""Generated picture files, honest and hostile."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

PLACE = b"Bohrinsel 7"


def picture_file(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif_with_place() -> bytes:
    """A GPS block (latitude, and the name of the area) as a phone writes it."""
    exif = Image.Exif()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[28] = "N", (54.0, 11.0, 2.0), PLACE
    return exif.tobytes()


def png_header(width: int, height: int, body: bytes = b"") -> bytes:
    """A grey PNG that claims any size; `body` is its compressed pixel data."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*part) for part in [(b"IHDR", header), (b"IDAT", body), (b"IEND", b"")]
    )


def png_bomb(width: int, height: int) -> bytes:
    """A valid black PNG: a few kilobytes that decode to width x height bytes."""
    packer = zlib.compressobj(9)
    row = bytes(width + 1)
    body = b"".join(packer.compress(row) for _line in range(height)) + packer.flush()
    return png_header(width, height, body)


def webp_header(width: int, height: int) -> bytes:
    """An extended WebP that claims any canvas up to 2^24 pixels a side, with one frame of one pixel."""
    small = picture_file(Image.new("RGB", (1, 1)), "WEBP", lossless=True)
    canvas = b"VP8X" + struct.pack("<IB3x", 10, 0) + (width - 1).to_bytes(3, "little")
    body = b"WEBP" + canvas + (height - 1).to_bytes(3, "little") + small[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
