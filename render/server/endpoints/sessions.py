"""WS /v1/ai/speech/stream: a speech session."""

from starlette.exceptions import HTTPException
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from render.server.sessions.session import serve_session


async def session(websocket: WebSocket) -> None:
    """The key comes with the first frame, so every client is let in as far as that."""
    await websocket.accept()
    await serve_session(websocket, websocket.app.state.settings)


async def nowhere(_websocket: WebSocket) -> None:
    """No session is opened at another path: the handshake is answered with 404."""
    raise HTTPException(404)


ROUTES = [WebSocketRoute("/v1/ai/speech/stream", session), WebSocketRoute("/{path:path}", nowhere)]
