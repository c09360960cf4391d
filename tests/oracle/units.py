"""Who is who: the registers of both years, and units found by the code or the name that was valid in a year."""

from tests.oracle.landed import Inputs, Row

REGISTER = "efficiency_office__unit_register__units"
CITY = "city"
MOST_YEARS = 3


def _folded(text: str) -> str:
    """Return a code or name without blanks: they are not significant."""
    return "".join(text.split())


class Units:
    """The registers of the years that a build reads."""

    def __init__(self, registers: dict[int, list[Row]]) -> None:
        self.registers = registers
        self._ids: dict[tuple[int, str, str], str] = {
            (year, column, _folded(row[column])): row["unit_id"]
            for year, rows in registers.items()
            for row in rows
            for column in ("unit_code", "unit_name_zh")
        }

    def find(self, year: int, row: Row) -> str | None:
        """Return the internal id of the unit that a landed row of a year is about, by code or else by name."""
        column = "unit_code" if "unit_code" in row else "unit_name_zh"
        return self._ids.get((year, column, _folded(row[column])))

    def id_of(self, year: int, code: str) -> str:
        """Return the internal id behind a code of a year."""
        return self._ids[year, "unit_code", code]

    def city(self, year: int) -> str | None:
        """Return the internal id of the city as a whole."""
        return next((row["unit_id"] for row in self.registers[year] if row["unit_level"] == CITY), None)


def read_units(inputs: Inputs) -> Units:
    """Read the registers of the evaluated year and the years before that a build may take."""
    return Units(
        {year: inputs.labelled(REGISTER, year) for year in range(inputs.year - MOST_YEARS, inputs.year + 1)}
    )
