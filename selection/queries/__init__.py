"""Named reads; each takes who asks and sees only what they may."""
