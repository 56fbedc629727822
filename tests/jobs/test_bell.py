"""The bell and a real Redis that is stopped or frozen: who rings waits once, briefly, and then no more."""

import time

import pytest

from outsourcing.jobs import bell
from tests.services.redis import RealRedis
from tests.services.waiting import eventually

pytestmark = pytest.mark.worker

FIRST_CONTACT = 5.0
AFTERWARDS = 0.5


def test_a_bell_that_hangs_well_is_heard(redis_server: RealRedis) -> None:
    assert bell.ring("jobs.nobody_handles_this", "1") is True


def test_a_stopped_redis_costs_seconds_once_and_nothing_afterwards(redis_server: RealRedis) -> None:
    redis_server.stop()

    first, second = timed_ring(), timed_ring()

    assert first < FIRST_CONTACT
    assert second < AFTERWARDS


def test_a_redis_frozen_before_the_first_ring_costs_seconds_once(redis_server: RealRedis) -> None:
    redis_server.freeze()

    first, second = timed_ring(), timed_ring()

    assert first < FIRST_CONTACT
    assert second < AFTERWARDS


def test_a_redis_that_freezes_between_two_rings_costs_seconds_once(redis_server: RealRedis) -> None:
    assert bell.ring("jobs.nobody_handles_this", "1") is True
    redis_server.freeze()

    first, second = timed_ring(), timed_ring()

    assert first < FIRST_CONTACT
    assert second < AFTERWARDS


def test_the_bell_is_heard_again_once_redis_is_back(redis_server: RealRedis) -> None:
    bell.ring("jobs.nobody_handles_this", "1")
    redis_server.freeze()
    timed_ring()
    redis_server.thaw()
    bell.breaker.closed_until = 0.0

    assert bell.ring("jobs.nobody_handles_this", "2") is True


def test_a_bell_that_was_silent_is_tried_again_without_anybody_waiting(redis_server: RealRedis) -> None:
    redis_server.freeze()
    timed_ring()
    bell.breaker.closed_until = 0.1

    started = time.monotonic()
    bell.ring_in_passing("jobs.nobody_handles_this", "1")

    assert time.monotonic() - started < AFTERWARDS
    redis_server.thaw()
    eventually(lambda: not bell.breaker.is_in_doubt, what="the bell to be heard")


def timed_ring() -> float:
    """How long a ring that nobody hears keeps its caller."""
    started = time.monotonic()
    assert bell.ring("jobs.nobody_handles_this", "1") is False
    return time.monotonic() - started
