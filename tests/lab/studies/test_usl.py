"""The Universal Scalability Law is found again from what it gives."""

import pytest

from bakeoff.lab.studies.usl import Law, fit

LOADS = (1, 2, 4, 8, 16, 32, 64)


@pytest.mark.parametrize(
    "law", [Law(1000, 0.05, 0.001), Law(300, 0.5, 0.0), Law(50, 0.0, 0.0)], ids=str
)
def test_a_law_is_found_again(law: Law) -> None:
    found = fit(LOADS, [law.throughput(n) for n in LOADS])
    assert found.rate == pytest.approx(law.rate, rel=1e-6)
    assert found.contention == pytest.approx(law.contention, abs=1e-6)
    assert found.coherency == pytest.approx(law.coherency, abs=1e-6)


def test_gunthers_example_of_contention_alone() -> None:
    # half of the work must queue: throughput can never double (Amdahl)
    assert Law(100, 0.5, 0.0).throughput(1e9) == pytest.approx(200)


def test_coefficients_are_never_negative() -> None:
    better_than_linear = [n * (1 + 0.05 * n) for n in LOADS]
    found = fit(LOADS, better_than_linear)
    assert found.contention >= 0
    assert found.coherency >= 0


def test_two_loads_tell_nothing() -> None:
    with pytest.raises(ValueError, match="three"):
        fit((1, 2), (10, 20))
