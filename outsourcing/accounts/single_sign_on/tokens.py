"""Checks an identity token: signed by the issuer, for us, in time. Nothing in an unchecked one is used."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Signatures with a key pair only: never "none", never one that anybody with the client's secret could make.
ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
CLOCKS_DIFFER_SECONDS = 30
OLDEST_PROOF = timedelta(minutes=10)

Claims = dict[str, Any]


def checked_claims(token: str, *, keys: Mapping[str, Any], issuer: str, audience: str) -> Claims:
    """What the token says, or an error that says which promise it breaks."""
    try:
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        if algorithm not in ALGORITHMS:
            raise OAuth2Error(f"A signature of the kind {algorithm[:20]} is not accepted.")
        claims: Claims = jwt.decode(
            token,
            _key(keys, header.get("kid")),
            algorithms=[algorithm],
            issuer=issuer,
            audience=audience,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error(f"The identity token is not valid: {type(error).__name__}") from error
    if claims.get("azp", audience) != audience:
        raise OAuth2Error("The identity token was made for another product.")
    return claims


def merged(claims: Claims, userinfo: Claims) -> Claims:
    """Both sources as one; they must speak of the same person and the same address."""
    if userinfo and userinfo.get("sub") != claims["sub"]:
        raise OAuth2Error("The issuer's two answers are about different people.")
    both = {"email", "email_verified"} & claims.keys() & userinfo.keys()
    if any(claims[name] != userinfo[name] for name in both):
        raise OAuth2Error("The issuer's two answers give different addresses.")
    return {**userinfo, **claims}


def verified_email(claims: Claims) -> str:
    """The address in our spelling, if the issuer vouches for it."""
    is_verified = claims.get("email_verified") in (True, "true")
    return str(claims.get("email") or "").strip().lower() if is_verified else ""


def groups_in(claims: Claims, path: str) -> set[str] | None:
    """The groups at this claim, such as `realm_access.roles`; None where the issuer is silent about them."""
    found: Any = claims
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    if isinstance(found, str):
        return {found}
    return {str(group) for group in found} if isinstance(found, list) else None


def was_asked_lately(claims: Claims, now: datetime) -> bool:
    """Whether the person proved lately at the issuer who they are; it may keep silent about that."""
    moment = claims.get("auth_time")
    return not isinstance(moment, int | float) or now.timestamp() - moment < OLDEST_PROOF.total_seconds()


def _key(keys: Mapping[str, Any], name: str | None) -> jwt.PyJWK:
    known = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    found = [key for key in known if key.key_id == name] if name else known
    if len(found) != 1:
        raise OAuth2Error("The identity token is signed with a key that the issuer does not publish.")
    return found[0]
