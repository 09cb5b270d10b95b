"""Start-up: CPU time of `isms --help` and `isms --version` beside a bare typer hello."""

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

HELLO = """
import typer
app = typer.Typer()
def version(shown: bool) -> None:
    if shown:
        typer.echo("hello 1.0")
        raise typer.Exit
@app.command()
def hello(name: str, version: bool = typer.Option(False, "--version", is_eager=True, callback=version)) -> None:
    print(f"Hello {name}")
app()
"""
COMMANDS = {
    "hello --help": ("-c", HELLO, "--help"),
    "hello --version": ("-c", HELLO, "--version"),
    "isms --help": ("-m", "isms.cli.app", "--help"),
    "isms --version": ("-m", "isms.cli.app", "--version"),
}
BESIDE = {"isms --help": "hello --help", "isms --version": "hello --version"}


def cpu_seconds(arguments: Sequence[str]) -> float:
    """User and system time of one Python process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def medians(rounds: int) -> dict[str, float]:
    """Median CPU seconds per command, the commands taken in turn; the first round only warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            spent = cpu_seconds(arguments)
            if turn:
                seconds[name].append(spent)
    return {name: statistics.median(values) for name, values in seconds.items()}


def main(rounds: int = 9) -> None:
    """Print the table."""
    found = medians(rounds)
    print(f"Start-up beside a bare typer hello: CPU time, median of {rounds}; at most 2.0 times is the aim")
    for name, seconds in found.items():
        ratio = f"{seconds / found[BESIDE[name]]:5.2f} x {BESIDE[name]}" if name in BESIDE else ""
        print(f"  {name:<20} {seconds * 1000:6.0f} ms  {ratio}")


if __name__ == "__main__":
    main()
