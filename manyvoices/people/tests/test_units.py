"""The tree of units: however it is moved, it stays a tree, and rights follow it."""

from hypothesis import given
from hypothesis import strategies as st

from manyvoices.people.rights import Held, Rights
from manyvoices.people.units import below, makes_circle, nearest, path_to, with_those_below

TREE = {1: None, 2: 1, 3: 1, 4: 2, 5: 4}


def test_up_down_and_nearest() -> None:
    assert path_to(TREE, 5) == [5, 4, 2, 1]
    assert below(TREE, 2) == {2, 4, 5}
    assert nearest(TREE, 5, {1, 2}) == 2
    assert nearest(TREE, 3, {2}) is None
    assert with_those_below(TREE, {5: 3, 2: 1, 3: 7}) == {5: 3, 4: 3, 2: 4, 3: 7, 1: 11}


def test_a_circle_is_known_and_walked_once() -> None:
    assert makes_circle(TREE, 2, 5)
    assert makes_circle(TREE, 2, 2)
    assert not makes_circle(TREE, 5, 3)
    assert path_to({1: 2, 2: 1}, 1) == [1, 2]
    assert below({1: 2, 2: 1}, 1) == {1, 2}


def _tree(moves: list[tuple[int, int]], size: int) -> dict[int, int | None]:
    parents: dict[int, int | None] = {0: None} | {unit: (unit - 1) // 2 for unit in range(1, size)}
    for unit, to in ((one % size, other % size) for one, other in moves):
        if unit != 0 and not makes_circle(parents, unit, to):
            parents[unit] = to
    return parents


MOVES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40)


# promise I3
@given(moves=MOVES, size=st.integers(1, 15), held=st.integers(0, 14))
def test_no_series_of_moves_makes_a_circle_and_rights_follow_the_tree(
    moves: list[tuple[int, int]], size: int, held: int
) -> None:
    parents = _tree(moves, size)
    assert all(path_to(parents, unit)[-1] == 0 for unit in parents)
    assert below(parents, 0) == parents.keys()
    place = held % size
    rights = Rights(
        person_id=1,
        active=True,
        roles=frozenset({Held("unit_lead", place)}),
        grants=frozenset(),
        parents=parents,
    )
    assert rights.units_with(frozenset({"unit_lead"})) == below(parents, place)
