"""Jupyter's messages over one socket: many frames as one, told apart by channel."""

import socket
import struct
from collections.abc import Sequence

SHELL = b"shell"
IOPUB = b"iopub"

_COUNT = struct.Struct("!I")
_LENGTH = struct.Struct("!Q")


def packed(frames: Sequence[bytes]) -> bytes:
    """Frames as one run of bytes.

    Examples
    --------
    >>> unpacked(bytearray(packed([b"shell", b""]) + b"x"))
    ([b'shell', b''], 25)
    """
    lengths = b"".join(_LENGTH.pack(len(frame)) for frame in frames)
    return b"".join((_COUNT.pack(len(frames)), lengths, *frames))


def unpacked(received: bytearray) -> tuple[list[bytes], int] | None:
    """The first message that was received and how many bytes it takes; None where the rest is still to come.

    Examples
    --------
    >>> unpacked(bytearray(packed([b"shell"])[:-1]))
    """
    if len(received) < _COUNT.size:
        return None
    (count,) = _COUNT.unpack_from(received)
    begins = _COUNT.size + count * _LENGTH.size
    if len(received) < begins:
        return None
    lengths = [_LENGTH.unpack_from(received, _COUNT.size + n * _LENGTH.size)[0] for n in range(count)]
    if len(received) < begins + sum(lengths):
        return None
    frames = []
    for length in lengths:
        frames.append(bytes(received[begins : begins + length]))
        begins += length
    return frames, begins


def take_one(connection: socket.socket) -> list[bytes]:
    """Wait for one message, and leave what comes behind it in the socket.

    Raises
    ------
    EOFError
        When the other side hangs up.
    """
    (count,) = _COUNT.unpack(_take(connection, _COUNT.size))
    lengths = [_LENGTH.unpack(_take(connection, _LENGTH.size))[0] for _ in range(count)]
    return [_take(connection, length) for length in lengths]


def _take(connection: socket.socket, size: int) -> bytes:
    taken = connection.recv(size, socket.MSG_WAITALL)
    if len(taken) < size:
        raise EOFError
    return taken


class Received:
    """What has come through a socket so far, message by message."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, more: bytes) -> list[list[bytes]]:
        """The messages that are whole now."""
        self._bytes += more
        whole = []
        while (found := unpacked(self._bytes)) is not None:
            frames, size = found
            del self._bytes[:size]
            whole.append(frames)
        return whole
