"""A small OpenID Connect issuer on this machine, with keys of its own, for tests."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT = "parity-at-company"
KEY_NAME = "first"


def new_key() -> rsa.RSAPrivateKey:
    """A key pair, small enough to be quick."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Issuer:
    """What it answers; tests bend it before somebody comes back."""

    url: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=dict)
    token: str | None = None
    query: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def signed(self, *, key: rsa.RSAPrivateKey | None = None, **changes: Any) -> str:
        """An identity token with these claims."""
        now = int(time.time())
        standing = {"iss": self.url, "aud": CLIENT, "sub": "person-1", "iat": now, "exp": now + 300}
        claims = {**standing, **self.claims, **changes}
        return jwt.encode(claims, key or self.key, algorithm="RS256", headers={"kid": KEY_NAME})

    def description(self) -> dict[str, Any]:
        """What it publishes about itself."""
        places = {f"{name}_endpoint": f"{self.url}/{name}" for name in ("authorization", "token", "userinfo")}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **places, **self.published}

    def keys(self) -> dict[str, Any]:
        """Its public key."""
        public = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": KEY_NAME, "use": "sig", "alg": "RS256"}]}

    def answer(self, path: str) -> dict[str, Any]:
        """What is asked for at a path."""
        answers: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self.description,
            "/keys": self.keys,
            "/userinfo": lambda: {"sub": self.claims.get("sub", "person-1"), **self.userinfo},
            "/token": lambda: {
                "access_token": "for userinfo",
                "token_type": "Bearer",
                "id_token": self.signed() if self.token is None else self.token,
            },
        }
        return answers[path]()


def _handler_of(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place, _mark, query = self.path.partition("?")
            if place == "/authorization":
                self._send_back(parse_qs(query))
                return
            self._say(issuer.answer(self.path))

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            issuer.asked.append(parse_qs(text))
            self._say(issuer.answer(self.path))

        def _send_back(self, asked: dict[str, list[str]]) -> None:
            """As if somebody had signed in here before: straight back."""
            answer = urlencode({"state": asked["state"][0], "code": "from the issuer", **issuer.query})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{answer}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _say(self, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep the tests' output clean."""

    return Handler


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    """An issuer that listens until the test is over."""
    issuer = Issuer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(issuer))
    issuer.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
