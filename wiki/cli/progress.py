"""How long work is shown: on the error stream, when that is a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def progress() -> Iterator[Callable[[str], Callable[[int], None]]]:
    """Yield a function that begins a piece of work by its name, and returns one that counts what is done of it."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[done]}"), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("…", total=None, done="")

        def begin(name: str) -> Callable[[int], None]:
            shown.update(task, completed=0, description=name, done="")

            def tell(more: int) -> None:
                shown.advance(task, more)
                shown.update(task, done=f"{shown.tasks[task].completed:.0f}")

            return tell

        yield begin
