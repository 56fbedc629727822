"""Files from outside: accepted by their content, kept under keys of our own, handed out as attachments only.

`accepted` looks at an upload and refuses in words; `store` keeps it whole or not at all; `attachment` answers
with it. An app names the files that its rows hold through `claims.register_claims`, so that they are verified
with each backup and never swept.
"""
