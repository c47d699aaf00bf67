"""How many requests are under way at once, and which one is next."""

import asyncio
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from render.speech.slots import Slots


def ran(slots: int, sizes: Sequence[int], cancelled: Sequence[int] = ()) -> tuple[list[int], int]:
    """The places in `sizes` in the order in which they went, and the most that went at once."""
    order: list[int] = []
    going: list[int] = []
    most = 0

    async def one(waiting: Slots, place: int) -> None:
        nonlocal most
        async with waiting.one(sizes[place]):
            order.append(place)
            going.append(place)
            most = max(most, len(going))
            for _ in range(3):
                await asyncio.sleep(0)
            going.remove(place)

    async def all_of_them() -> None:
        waiting = Slots(slots)
        tasks = [asyncio.ensure_future(one(waiting, place)) for place in range(len(sizes))]
        await asyncio.sleep(0)
        for place in cancelled:
            tasks[place].cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)

    asyncio.run(all_of_them())
    return order, most


sizes = st.lists(st.integers(1, 5000), min_size=1, max_size=12)


@given(sizes, st.integers(1, 4))
def test_every_request_goes_once_and_never_more_than_there_are_slots(sizes: list[int], slots: int) -> None:
    order, most = ran(slots, sizes)
    assert sorted(order) == list(range(len(sizes)))
    assert most == min(slots, len(sizes))


@given(sizes, st.integers(1, 4), st.data())
def test_one_that_is_given_up_takes_no_slot_from_the_others(sizes: list[int], slots: int, data: st.DataObject) -> None:
    cancelled = data.draw(st.sets(st.sampled_from(range(len(sizes)))))
    order, _ = ran(slots, sizes, sorted(cancelled))
    assert set(order) | cancelled == set(range(len(sizes)))


def test_requests_go_in_the_order_in_which_they_came_and_the_last_ones_longest_first() -> None:
    order, _ = ran(1, [50, 10, 20, 30, 40, 90])
    assert order[:4] == [0, 1, 2, 3]
    assert order[4:] == [5, 4]


def test_one_that_is_asked_again_goes_before_those_that_wait() -> None:
    order: list[str] = []

    async def one(waiting: Slots, name: str, again: bool) -> None:
        async with waiting.one(10, again=again):
            order.append(name)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        waiting = Slots(1)
        await asyncio.gather(one(waiting, "first", False), one(waiting, "second", False), one(waiting, "again", True))

    asyncio.run(all_of_them())
    assert order == ["first", "again", "second"]
