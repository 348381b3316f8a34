"""The vectors of the catalogue's texts, made beside the training at the first start: without them a first question would be met by its letters alone.

They are kept in `var/vectors`, so that later starts have nothing to do.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.cli.running.child import Child, Program, stop_all
from bot.cli.running.programs import own_environment
from bot.cli.running.training import Workshop
from bot.settings import settings

SECONDS_BETWEEN_SIGNS_OF_LIFE = 15.0
GRACE = 3.0


@contextmanager
def vectors_beside(workshop: Workshop) -> Iterator[None]:
    """Makes the vectors in a process of their own while the body runs, and waits for the rest of them afterwards."""
    if settings().encoder == "none":
        yield
        return
    command = (sys.executable, "-m", "bot.cli.running.encoding")
    child = Child(Program("vectors", "向量", command, own_environment(), lambda: True), workshop.log)
    child.start()
    try:
        yield
        while not child.wait(time.monotonic() + SECONDS_BETWEEN_SIGNS_OF_LIFE):
            workshop.say(f"还在准备事项的向量：{child.last_lines[-1] if child.last_lines else ''}")
    finally:
        stop_all([child], GRACE)
    if child.exit_code and child.exit_code > 0:
        workshop.say("事项的向量没有准备好，先按字面找事项；过程见 var/log/vectors.log。")
