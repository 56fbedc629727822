"""Starts and stops everything Parity needs on one machine; standard library only."""
