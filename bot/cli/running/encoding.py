"""The program that encodes the catalogue's texts: `python -m bot.cli.running.encoding`. Apart, so that the supervisor stays small."""

import click

from bot.district.watching import read
from bot.settings import settings
from bot.understanding.encoding import VectorStore, make_encoder
from bot.understanding.glossary import read_glossary
from bot.understanding.lexical import entries_of


def make() -> None:
    """Encodes the texts that have no vector yet; a line of progress now and then."""
    encoder = make_encoder(settings().encoder)
    assert encoder
    texts = [*entries_of(read().matters).texts, *read_glossary().words]  # all that the linker compares with
    VectorStore(settings().var / "vectors", encoder).vectors(texts, lambda done, todo: click.echo(f"{done}/{todo}"))


if __name__ == "__main__":
    make()
