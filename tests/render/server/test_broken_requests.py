"""Whatever bytes come: the server answers the next request."""

import random
import socket

import pytest

GOOD = (
    b"POST /v1/ai/speech HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 33\r\n\r\n"
    b'{"text":"Hello.","voice":"leah"}\n'
)
UPGRADE = (
    b"GET /v1/ai/speech/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def broken(whole: bytes, dice: random.Random) -> bytes:
    """Bytes of it changed, cut out, doubled, or all of it nonsense."""
    request = bytearray(whole)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(request) or 1)
        match dice.randrange(5):
            case 0:
                request[place : place + 1] = dice.randbytes(1)
            case 1:
                del request[place : place + dice.randint(1, 30)]
            case 2:
                request[place:place] = request[place : place + dice.randint(1, 60)]
            case 3:
                request[place:place] = dice.randbytes(dice.randint(1, 200))
            case 4:
                request[place:place] = dice.choice([b"\r\n", b"\0", b"\xff" * 9, b"9" * 300, b"[" * 5000, b"%s" * 50])
    return bytes(request)


@pytest.mark.parametrize(("whole", "count"), [(GOOD, 350), (UPGRADE + b"\x81\x85abcd" + b"\0" * 40, 150)])
def test_broken_requests_and_frames_bring_nothing_down(start, whole, count):
    dice = random.Random(4)
    with start("--engine", "tone") as server:
        host, port = server.ready["url"].removeprefix("http://").split(":")
        for _ in range(count):
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                connection.sendall(broken(whole, dice))
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass
        assert server.speak(text="Hello.").status_code == 200
        assert server.process.poll() is None
