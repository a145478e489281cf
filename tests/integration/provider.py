"""A small OpenID Connect provider, as a process of its own: `python provider.py PORT`; tests say who signs in next.

It checks what a provider checks (client, redirect address, PKCE, one use of a code) and can be told to misbehave.
"""

import secrets
import sys
import time
from typing import Any

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "postlens", "a secret of the client"
TWISTS = ("nonce", "aud", "iss", "exp", "key", "")


def make_provider(issuer: str) -> Flask:
    """Its pages; `POST /next` with subject and twist says what happens at the next sign-in."""
    server = Flask("provider")
    own = RSAKey.generate_key(2048, {"kid": "own", "use": "sig", "alg": "RS256"})
    stolen = RSAKey.generate_key(2048, {"kid": "own"})
    plan: dict[str, str] = {"subject": "nobody", "twist": ""}
    codes: dict[str, dict[str, str]] = {}

    @server.get("/.well-known/openid-configuration")
    def metadata() -> Any:
        return jsonify(
            issuer=issuer,
            authorization_endpoint=f"{issuer}/authorize",
            token_endpoint=f"{issuer}/token",
            jwks_uri=f"{issuer}/keys",
            id_token_signing_alg_values_supported=["RS256"],
        )

    @server.get("/keys")
    def keys() -> Any:
        return jsonify(keys=[own.as_dict(private=False)])

    @server.post("/next")
    def come_next() -> Any:
        plan.update(request.get_json())
        return "OK"

    @server.get("/authorize")
    def authorize() -> Any:
        asked = request.args
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        codes[code] = {**asked.to_dict(), **plan}
        return redirect(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

    @server.post("/token")
    def token() -> Any:
        client, told = request.authorization, codes.pop(request.form["code"], None)
        known = client is not None and (client.username, client.password) == (CLIENT, SECRET)
        proof = create_s256_code_challenge(request.form.get("code_verifier", ""))
        right = told and told["code_challenge"] == proof and told["redirect_uri"] == request.form["redirect_uri"]
        if not (known and told and right):
            return jsonify(error="invalid_grant"), 400
        twist, now = told["twist"], int(time.time())
        claims = {
            "iss": "https://elsewhere.example" if twist == "iss" else issuer,
            "sub": told["subject"],
            "aud": "another client" if twist == "aud" else CLIENT,
            "exp": now - 600 if twist == "exp" else now + 300,
            "iat": now - 900 if twist == "exp" else now,
            "nonce": "another nonce" if twist == "nonce" else told["nonce"],
            "name": "Nina From There",
            "email": "ada@example.org",
        }
        signed = jwt.encode({"alg": "RS256", "kid": "own"}, claims, stolen if twist == "key" else own)
        return jsonify(access_token="x", token_type="Bearer", id_token=signed)

    return server


if __name__ == "__main__":
    port = int(sys.argv[1])
    make_provider(f"http://127.0.0.1:{port}").run(port=port)
