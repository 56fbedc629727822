"""Addresses: signing in under allauth's names, people and profile under our own."""
