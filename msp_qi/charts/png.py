"""A picture as a PNG file, written straight from its pixels.

Drawings are flat: the filters that Pillow tries on each row cost twice the time and make the file larger.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EFFORT = 4  # of 9; more takes longer and saves 5 % (benchmarks/drawing.py)
_DEPTH, _COLOUR = 8, 2  # bits, and red, green and blue without transparency
_INCHES_PER_METRE = 39.3701


def png_bytes(pixels: NDArray[np.uint8], dots_per_inch: float) -> bytes:
    """The file for rows of red, green and blue (more than three channels are left out).

    Examples
    --------
    >>> png_bytes(np.zeros((2, 3, 3), dtype=np.uint8), 72)[:8] == SIGNATURE
    True
    """
    high, wide = pixels.shape[:2]
    rows = np.zeros((high, 1 + 3 * wide), dtype=np.uint8)  # the first byte of a row names its filter: none
    rows[:, 1:] = pixels[:, :, :3].reshape(high, 3 * wide)
    per_metre = round(dots_per_inch * _INCHES_PER_METRE)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, _DEPTH, _COLOUR, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), _EFFORT)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
