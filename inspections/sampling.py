"""How a sample is drawn: by arithmetic that anybody can repeat, with the seed and the population. Pure functions.

Method 1. A *stratum* is one combination of provinces, levels and state. Each gets its part of the sample by size
(largest remainder); while the sample is large enough, none gets less than one. Within a stratum the routes stand in the
order of SHA-256 of `seed:number`, and the first ones are drawn. Where routes came from or how they were sorted makes no
difference, and no random generator of a language or a library is asked. docs/ledger.md says the same in more words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from audit.canonical import canonical, digest

METHOD = 1
"""Kept with every sample. Whoever changes how one is drawn gives the new way a new number."""

Stratum = tuple[str, str, str]
"""Provinces, levels, state; `NH+UT` for a route in two provinces."""

Population = Mapping[str, Stratum]
"""The number of a route (`LR-00012`) → where it belongs."""


def stratum(provinces: Iterable[str], levels: Iterable[str], state: str) -> Stratum:
    return "+".join(sorted(provinces)), "+".join(sorted(levels)), state


def digest_of(population: Population) -> str:
    """One fingerprint for exactly these routes in exactly these strata."""
    return digest(canonical({number: list(group) for number, group in population.items()}))


def draw(population: Population, size: int, seed: str) -> list[str]:
    """The numbers that are drawn, stratum by stratum. All of them when there are no more."""
    share = allocate(Counter(population.values()), size, seed)
    return [number for group in sorted(share) for number in _first(population, group, share[group], seed)]


def _first(population: Population, group: Stratum, size: int, seed: str) -> list[str]:
    there = [number for number, own in population.items() if own == group]
    return sorted(there, key=lambda number: lot(seed, number))[:size]


def lot(seed: str, name: str) -> str:
    """As `printf '%s' 'seed:name' | sha256sum` says it."""
    return digest(f"{seed}:{name}")


def allocate(sizes: Mapping[Stratum, int], size: int, seed: str) -> dict[Stratum, int]:
    """How many of each stratum. Adds up to `size`, or to all there are; never more of a stratum than it holds."""
    size = min(size, sum(sizes.values()))
    small = _too_small(sizes, size) if size >= len(sizes) else set()
    large = {group: number for group, number in sizes.items() if group not in small}
    return dict.fromkeys(small, 1) | _by_largest_remainder(large, size - len(small), seed)


def _too_small(sizes: Mapping[Stratum, int], size: int) -> set[Stratum]:
    """Strata whose part would be less than one. Giving them one makes the parts of the others smaller: look again."""
    small: set[Stratum] = set()
    while True:
        rest = sum(number for group, number in sizes.items() if group not in small)
        left = size - len(small)
        found = {group for group, number in sizes.items() if group not in small and number * left < rest}
        if not found:
            return small
        small |= found


def _by_largest_remainder(sizes: Mapping[Stratum, int], size: int, seed: str) -> dict[Stratum, int]:
    """In whole numbers. Of equal remainders the larger stratum goes first, and of equal strata the lot decides."""
    total = sum(sizes.values())
    parts = {group: divmod(number * size, total) for group, number in sizes.items()}
    left = size - sum(whole for whole, _remainder in parts.values())
    order = sorted(parts, key=lambda group: (-parts[group][1], -sizes[group], lot(seed, "/".join(group))))
    return {group: parts[group][0] + (group in order[:left]) for group in parts}
