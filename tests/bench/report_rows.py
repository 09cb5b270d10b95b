"""How long a table of 20,000 rows and 7 columns takes as PDF, in CPU seconds: `python tests/bench/report_rows.py`."""

import sys
import time
from datetime import UTC, datetime

from isms.core.model.text import Language
from reports.mark import Mark
from reports.model import Badge, Column, Report, Row, Section, Table
from reports.pdf import render

ROWS = 20_000
BADGES = (Badge(Mark.YES, "ja"), Badge(Mark.PARTLY, "teilweise"), Badge(Mark.NO, "nein"), Badge(Mark.OPEN, "offen"))


def table(rows: int) -> Table:
    """A table like that of the results."""
    titles = ("Anforderung", "Titel", "Gerät", "Status", "Begründung", "erhoben", "gültig bis")
    columns = tuple(
        Column(title=title, share=share) for title, share in zip(titles, (10, 22, 14, 12, 24, 9, 9), strict=True)
    )
    return Table(columns=columns, rows=tuple(row(number) for number in range(rows)))


def row(number: int) -> Row:
    """A row whose texts repeat as those of a report do."""
    return Row(
        (
            f"NET.3.{number // 60}.A{number % 30}",
            f"Absicherung der Netzmanagement-Kommunikation und des Zugriffs, Teil {number % 90}",
            f"sw-{number % 250:03d}.rathaus",
            BADGES[number % 4],
            f"belegt: mgmt.no-telnet, mgmt.ssh-v2; offen: Stelle {number % 500}",
            "20.11.2026",
            "18.02.2027",
        )
    )


def report(rows: int) -> Report:
    """A report of nothing but that table."""
    value = table(rows)
    return Report(
        name="check",
        id="bench",
        language=Language.DE,
        title="Messung",
        subtitle="Lange Tabelle",
        document_name="Messung",
        organisation="Stadt Musterstadt",
        unit="Informationssicherheit",
        marking="",
        version="1",
        author="",
        created_at=datetime(2026, 11, 21, tzinfo=UTC),
        control=(),
        sections=(Section(title="Tabelle", anchor="table", blocks=(value,), wide=True),),
        document=None,
        sheet=value,
    )


def main() -> None:
    """Print rows, bytes and CPU seconds."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    value = report(rows)
    begin = time.process_time()
    raw = render(value)
    print(f"{rows} rows: {time.process_time() - begin:.2f} s CPU, {len(raw)} bytes")


if __name__ == "__main__":
    main()
