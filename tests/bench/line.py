"""The line between the browser and the server: what passes is counted, and may be slowed as a poor network would.

The browser's own tools do not see into a sealed frame, which Chromium runs in another process; a line does. It also
makes each new connection wait for its own round trip, which the browser's emulation forgets.
"""

import asyncio
import re
import threading
from typing import NamedTuple

REQUEST = re.compile(rb"^((?:GET|HEAD|POST|PUT) \S+) HTTP/1\.1\r\n", re.MULTILINE)
PIECE = 4096


class Quality(NamedTuple):
    """Seconds of a round trip; bytes a second towards the browser, or None for all that the machine can."""

    name: str
    round_trip: float
    rate: float | None


FAST = Quality("réseau local", 0.0, None)
POOR = Quality("400 kbit/s, 300 ms", 0.3, 50_000)


class Line(threading.Thread):
    """Listens at `port` of each host, and forwards to `target` of this machine."""

    def __init__(self, hosts: tuple[str, ...], port: int, target: int) -> None:
        super().__init__(daemon=True)
        self.hosts, self.port, self.target = hosts, port, target
        self.quality = FAST
        self.ready = threading.Event()
        self.free_at = 0.0
        self.forget()

    def forget(self) -> None:
        self.bytes = 0
        self.asked = list[str]()  # "GET /…", one for each request

    def run(self) -> None:
        asyncio.run(self.listen())

    async def listen(self) -> None:
        servers = [await asyncio.start_server(self.carry, host, self.port) for host in self.hosts]
        self.ready.set()
        await asyncio.gather(*(server.serve_forever() for server in servers))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.quality.round_trip)
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self.up(reader, to_server), self.down(from_server, writer))

    async def up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Requests, one after the other: each waits for the round trip of its answer here."""
        try:
            while piece := await reader.read(1 << 16):
                found = [line.decode() for line in REQUEST.findall(piece)]
                self.asked += found
                if found:
                    await asyncio.sleep(self.quality.round_trip)
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers share what the line can carry, a piece each in turn."""
        loop = asyncio.get_running_loop()
        try:
            while piece := await reader.read(PIECE):
                self.bytes += len(piece)
                if self.quality.rate:
                    self.free_at = max(loop.time(), self.free_at) + len(piece) / self.quality.rate
                    await asyncio.sleep(self.free_at - loop.time())
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()
