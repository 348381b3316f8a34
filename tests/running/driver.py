"""`zhoudao run`, whole, with stand-ins for the three programs, for training and for vectors: python driver.py FOLDER."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

import bot.cli.starting
from bot.cli.__main__ import start
from bot.cli.running.child import Program
from bot.cli.running.programs import answers

FOLDER = Path(sys.argv[1])
STAND_IN = str(Path(__file__).with_name("stand_in.py"))


def programs(settings, model, key):  # type: ignore[no-untyped-def]
    ports = {"rasa": settings.rasa_port, "actions": settings.actions_port, "web": settings.port}
    return [_program(name, port) for name, port in ports.items()]


def _program(name: str, port: int) -> Program:
    command = (sys.executable, STAND_IN, name, str(port), str(FOLDER))
    return Program(name, f"替身{name}", command, dict(os.environ), lambda: answers(f"http://127.0.0.1:{port}/"))


bot.cli.starting.programs = programs
bot.cli.starting.vectors_beside = nullcontext
bot.cli.starting.trained_model = lambda journal: FOLDER / "model.tar.gz"
sys.exit(start(["run"]))
