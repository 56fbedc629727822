"""What every answer carries against other sites and other eyes."""

from django.http import HttpResponseBase

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


# What is handed out as a file runs nothing and loads nothing, whatever opens it.
POLICY_OF_FILES = {"sandbox", "default-src 'none'"}


def assert_guarded_by_headers(answer: HttpResponseBase) -> None:
    """The content security policy, and its four companions."""
    is_file = answer.get("Content-Disposition", "").startswith("attachment")
    policy = POLICY_OF_FILES if is_file else POLICY
    assert set(answer["Content-Security-Policy"].split("; ")) == policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
