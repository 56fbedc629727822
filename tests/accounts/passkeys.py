"""A passkey as a device would register it, without a device."""

import hashlib
import json
from secrets import token_bytes

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from outsourcing.accounts.models import User

PRESENT_WITH_KEY = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT


def passkey_of(user: User, name: str = "Laptop") -> Authenticator:
    """Give this person a passkey."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = ES256.from_cryptography_key(public)  # type: ignore[no-untyped-call]
    identity = token_bytes(16)
    held = AttestedCredentialData.create(b"\0" * 16, identity, key)
    house = hashlib.sha256(b"localhost").digest()
    data = AuthenticatorData.create(house, PRESENT_WITH_KEY, 0, held)
    said = {"type": "webauthn.create", "challenge": "AA", "origin": "https://localhost"}
    credential = {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(said).encode()),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {},
    }
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )
