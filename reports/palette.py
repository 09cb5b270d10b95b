"""The colours of the marks, as paper and workbooks show them; each can be read on white."""

from reports.mark import Mark

PALETTE: dict[Mark, int] = {
    Mark.YES: 0x1B7F4B,
    Mark.PARTLY: 0xA86400,
    Mark.NO: 0xB3261E,
    Mark.OPEN: 0x4A5F85,
    Mark.STALE: 0x7A4B94,
    Mark.NONE: 0x66707C,
    Mark.GREEN: 0x1B7F4B,
    Mark.AMBER: 0xA86400,
    Mark.RED: 0xB3261E,
    Mark.GREY: 0x66707C,
    Mark.DONE: 0x1B7F4B,
    Mark.IN_WORK: 0x2A6CA8,
    Mark.SUPPLIED: 0x7A5AA6,
    Mark.NOT_BEGUN: 0x8C6D1F,
    Mark.UNKNOWN: 0x66707C,
    Mark.NEED: 0xB5541B,
    Mark.PLANNING: 0x96660F,
    Mark.APPROVAL: 0x8E4585,
    Mark.TENDER: 0x5B57A6,
    Mark.BUILD: 0x2A6CA8,
    Mark.ACCEPTANCE: 0x177A7A,
}
