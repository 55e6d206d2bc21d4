"""What a client still sends while it is being refused."""

from flask import Flask, Response, request

_PIECE = 64 * 1024
# Beyond what is taken: a client that goes on and on is cut off all the same.
_MORE = 10 * 1024 * 1024


def finish_reading(app: Flask) -> None:
    """Take the rest of a body that is too large before answering so.

    A server that closes while a proxy or a browser still sends is one that broke: they show that, not our words.
    """

    @app.after_request
    def take_the_rest(response: Response) -> Response:
        if response.status_code == 413:
            left = (request.max_content_length or 0) + _MORE
            stream = request.environ["wsgi.input"]
            while left > 0 and (piece := stream.read(min(_PIECE, left))):
                left -= len(piece)
        return response
