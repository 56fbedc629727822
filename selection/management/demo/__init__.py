"""The demo world: one sponsor, its people, six providers and two sourcing projects; all of it invented."""
