import pytest

from geo.files.names import says_nothing
from geo.files.numbers import NoNumber, Span, converted, read_span, read_year


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("12,5", 12.5, 12.5), ("1.234,5", 1234.5, 1234.5), ("1,234.5", 1234.5, 1234.5), ("1 234", 1234, 1234),
        ("ca. 12 m", 12, 12), ("12-16 m", 12, 16), (7, 7, 7), ("1.234.567", 1234567, 1234567),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(cell, low, high):
    span = read_span(cell)
    assert (span.low, span.high) == (low, high)


@pytest.mark.parametrize("cell", [None, "", "-", "?", "unbekannt", "k. A.", "n/a", float("nan")])
def test_what_nobody_knows_is_nothing(cell):
    assert read_span(cell) is None
    assert cell is None or cell != cell or says_nothing(cell)


@pytest.mark.parametrize("cell", ["abc", "4;3", "12,3,4", "before 1900", float("inf")])
def test_what_is_no_number_is_not_guessed(cell):
    with pytest.raises(NoNumber):
        read_span(cell)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [("1910", 1910, 1910), ("1950s", 1950, 1959), ("1840..1845", 1840, 1845), ("C19", 1801, 1900),
     ("19. Jh.", 1801, 1900), ("1912-05", 1912, 1912), ("01.05.1912", 1912, 1912), ("1919-1948", 1919, 1948)],
)  # fmt: skip
def test_years_may_be_spans(cell, low, high):
    span = read_year(cell)
    assert (span.low, span.high) == (low, high)


def test_units_are_turned_into_those_we_have():
    assert converted(Span(2, 3), "MWh/a", "kWh/a").high == 3000
    assert converted(Span(10, 10, "ft"), "m", "m").low == pytest.approx(3.048)
    with pytest.raises(NoNumber):
        converted(Span(1, 1, "Stück"), "", "m")
