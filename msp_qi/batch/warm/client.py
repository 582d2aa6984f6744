"""The other side of a forked kernel: what nbclient calls, with one socket where Jupyter has five."""

import asyncio
import json
import math
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.session import Session
from traitlets import Any as AnyTrait

from msp_qi.batch.warm.wire import IOPUB, SHELL, Received, packed

# Names the socket of the server; set by a batch for its own processes.
VARIABLE = "MSP_QI_WARM"
# As nbclient starts an ordinary kernel: what is run is written into no history of this person's.
_ARGUMENTS = ["--HistoryManager.hist_file=:memory:"]
_MOST_AT_ONCE = 1 << 20


class Channel:
    """One of Jupyter's channels.

    Parameters
    ----------
    session : Session
        Writes and reads messages.
    connection : socket
        To the kernel.
    """

    def __init__(self, session: Session, connection: socket.socket) -> None:
        self._session, self._connection = session, connection
        self._came: asyncio.Queue[list[bytes]] = asyncio.Queue()

    def put(self, frames: list[bytes]) -> None:
        """Take in what has come."""
        self._came.put_nowait(frames)

    def send(self, message: dict[str, Any]) -> None:
        """Send a request."""
        self._connection.sendall(packed(self._session.serialize(message)))

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message.

        Raises
        ------
        Empty
            When none has come in time.
        """
        try:
            frames = await asyncio.wait_for(self._came.get(), timeout)
        except TimeoutError:
            raise Empty from None
        _, parts = self._session.feed_identities(frames)
        message: dict[str, Any] = self._session.deserialize(parts)
        return message


class WarmClient(AsyncKernelClient):
    """Jupyter's client, which makes the requests, on channels of our own."""

    connection = AnyTrait()
    key = AnyTrait("")

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Listen."""
        self.session = Session(key=self.key.encode("ascii"))
        self._channels = {name: Channel(self.session, self.connection) for name in (SHELL, IOPUB)}
        self._received, self._alive = Received(), True
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self.connection, self._read)

    def stop_channels(self) -> None:
        """Hang up, which ends the kernel.

        The reader goes first: the number of a closed socket is soon that of another one.
        """
        self._loop.remove_reader(self.connection)
        self.connection.close()

    @property
    def shell_channel(self) -> Channel:
        """Requests and replies."""
        return self._channels[SHELL]

    @property
    def iopub_channel(self) -> Channel:
        """Output."""
        return self._channels[IOPUB]

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers.

        Raises
        ------
        RuntimeError
            When it does not in time, or hangs up.
        """
        asked, until = self.kernel_info(), time.monotonic() + (timeout or math.inf)
        while await self.is_alive() and time.monotonic() < until:
            with suppress(Empty):
                if (await self.shell_channel.get_msg(1))["parent_header"].get("msg_id") == asked:
                    return
        raise RuntimeError("The warm kernel did not answer.")

    async def is_alive(self) -> bool:
        """Whether the kernel has not hung up."""
        return self._alive

    def _read(self) -> None:
        try:
            more = self.connection.recv(_MOST_AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        if not more:
            self._alive = False
            self._loop.remove_reader(self.connection)
        for name, *frames in self._received.add(more):
            self._channels[name].put(frames)


class WarmManager:
    """What nbclient asks of a kernel manager; the kernel has this folder and this environment.

    Raises
    ------
    OSError
        When there is no server.
    """

    has_kernel = True

    def __init__(self) -> None:
        self._connection = socket.socket(socket.AF_UNIX)
        try:
            self._connection.connect(os.environ.get(VARIABLE, ""))
            self._key = uuid4().hex
            asked = {
                "arguments": _ARGUMENTS,
                "folder": str(Path.cwd()),
                "environment": dict(os.environ),
                "key": self._key,
            }
            self._connection.sendall(packed([json.dumps(asked).encode("utf-8")]))
        except OSError:
            self._connection.close()
            raise
        self._client: WarmClient | None = None

    def client(self) -> WarmClient:
        """The client of the kernel."""
        self._client = WarmClient(connection=self._connection, key=self._key)
        return self._client

    async def is_alive(self) -> bool:
        """Whether the kernel has not hung up."""
        return self._client is not None and await self._client.is_alive()

    def shutdown_kernel(self, now: bool = False) -> None:
        """The client hangs up, and the server ends the kernel."""

    def cleanup_resources(self) -> None:
        """There are none."""
