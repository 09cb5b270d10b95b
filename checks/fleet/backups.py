"""How the configurations of the devices are kept."""

from datetime import date

from checks.fleet.seat import Answer, Seat, failed, not_applicable, passed, unknown

BACKUP_DAYS, BACKUP_VERSIONS = "BACKUP_DAYS", "BACKUP_VERSIONS"
NOT_REGISTERED = not_applicable("das Gerät steht nicht im Register", "the device is not in the register")


def collected(seat: Seat) -> Answer:
    """Each device of the register has a configuration, and a recent one."""
    if seat.seen.sha256 is None:
        return failed("von diesem Gerät ist keine Konfiguration gesichert", "no configuration of this device is kept")
    if not seat.backup.registered:
        return NOT_REGISTERED
    if seat.collected_at is None:
        return unknown("wann sie gesichert wurde, ist nicht bekannt", "when it was fetched is not known")
    day = seat.collected_at.date()
    return _aged(seat, day, (seat.policy.today - day).days)


def _aged(seat: Seat, day: date, days: int) -> Answer:
    """The answer by the age of the configuration."""
    if -1 <= days <= seat.policy.number(BACKUP_DAYS):
        return passed(f"gesichert am {day:%d.%m.%Y}", f"fetched on {day}")
    if days < 0:
        return unknown(f"das Datum {day:%d.%m.%Y} liegt in der Zukunft", f"the date {day} is in the future")
    if seat.backup.versions is not None:
        return unknown(
            f"zuletzt geändert am {day:%d.%m.%Y}; wann sie zuletzt abgeholt wurde, sagt ein Git-Archiv nicht",
            f"last changed on {day}; when it was last fetched, a git archive does not tell",
        )
    return failed(f"zuletzt gesichert am {day:%d.%m.%Y}, vor {days} Tagen", f"last fetched on {day}, {days} days ago")


def versions(seat: Seat) -> Answer:
    """The archive keeps earlier versions of the configuration."""
    found, wanted = seat.backup.versions, seat.policy.number(BACKUP_VERSIONS)
    if found is None:
        return not_applicable(
            "die Konfigurationen liegen in keinem Git-Archiv", "the configurations are in no git archive"
        )
    if not found:
        return failed(
            "das Git-Archiv hat diese Konfiguration nicht", "the git archive does not have this configuration"
        )
    if found >= wanted:
        return passed(f"mindestens {wanted} Fassungen im Archiv", f"at least {wanted} versions in the archive")
    if seat.backup.commits < wanted:
        return failed(
            f"das Archiv hat erst {seat.backup.commits} von {wanted} Ständen",
            f"the archive has only {seat.backup.commits} of {wanted} states",
        )
    return unknown(
        f"{found} von {wanted} Fassungen; ob sie sich nie geändert hat oder ältere fehlen, ist nicht zu sehen",
        f"{found} of {wanted} versions; whether it never changed or older ones are missing cannot be seen",
    )


def private(seat: Seat) -> Answer:
    """Not every account of the computer may read the configuration."""
    if not seat.backup.registered:
        return NOT_REGISTERED
    if seat.backup.open_to_all is None:
        return unknown("die Rechte der Datei sind nicht zu sehen", "the rights of the file cannot be seen")
    if seat.backup.open_to_all:
        return failed(
            "jedes Konto dieses Rechners darf die Datei mit der Konfiguration lesen",
            "every account of this computer may read the file with the configuration",
        )
    return passed("nur Besitzer und Gruppe dürfen die Datei lesen", "only owner and group may read the file")
