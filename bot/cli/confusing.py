"""`zhoudao catalogue confusable`: which published matters people's words do not tell apart, and what staff can do about it."""

from collections.abc import Iterator, Sequence

import click

from bot import wording
from bot.catalogue import repository
from bot.cli.faults import CannotRun
from bot.cli.running.database import database_faults_in_words, migrate
from bot.database import session
from bot.evaluation.confusable import Matters, Pair, Twins, drawn_lines, own_pieces, pairs_of, twins

PAIRS_SHOWN = 40
EXAMPLES = 2
LONGEST_EXAMPLE = 30
ADVICE = """
怎么办（改 data/catalogue 里的表，改完 ./zhoudao catalogue load 载入，再运行一次看少了没有）：
  1. 例句其实该归对方：在 matters.csv 的日常用语、sample_questions.csv 里挪过去。
  2. 例句确实归自己，只是像对方：给自己添日常用语和常见问法，带上“名称里能分开的字”，照居民的口气写；添两三种说法，不要只改一句。
  3. 光凭这句话谁也分不清（如只说“老年证”）：两边都留着，周到会给出选项让人挑；同一个事项里因人而异的，在 situations.csv 写一条情形追问。
  4. 名称里没有能分开的字：先看是不是同一个事项写了两遍；不是的话，请实施主体把名称写清楚。
  5. 叫法几乎一样的：语音和打错字最容易串，换一个差得远的叫法。"""


@click.command(help="找容易混的事项：每条日常用语、常见问法都当没写过再找一遍，列出找到了别的事项的。约半分钟，不改任何东西。")
def confusable() -> None:
    """Prints the pairs, the worst first, the names that are nearly equal, and what can be done."""
    migrate()
    with database_faults_in_words(), session() as opened:
        matters = repository.published(opened)
    if not matters:
        raise CannotRun("数据库里还没有事项，请先运行一次 make run。")
    pairs = pairs_of(list(drawn_lines(matters, lambda done, all_parts: click.echo(f"正在逐句试找：{done}/{all_parts}", err=True))))
    click.echo("\n".join([*_pairs(pairs, matters), *_twins(twins(matters), matters), ADVICE]))


def _pairs(pairs: Sequence[Pair], matters: Matters) -> Iterator[str]:
    yield f"\n说法分不开的事项：{len(pairs)} 对，最容易混的在前（每句都当没写过、只按字面和读音找；真用起来这句话是有的，会好得多）"
    for n, pair in enumerate(pairs[:PAIRS_SHOWN], start=1):
        yield f"\n{n}. {_named(pair.codes, matters)}\n   {len(pair.lines)} 句分不开，其中 {pair.first} 句先找到对方"
        yield from (_lines(code, pair, matters) for code in pair.codes if pair.of(code))
        yield f"   名称里能分开的字：{_own_words(pair.codes, matters)}"
    if rest := pairs[PAIRS_SHOWN:]:
        yield f"\n另有 {len(rest)} 对没有列出，每对最多 {rest[0].first} 句先找到对方。"


def _lines(code: str, pair: Pair, matters: Matters) -> str:
    lines, matter = pair.of(code), matters[code]
    examples = "".join(f"“{_short(line.text)}”" for line in lines[:EXAMPLES])
    return f"   {code} 的 {len(matter.aliases) + len(matter.samples)} 句里有 {len(lines)} 句：{examples}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}……"


def _named(codes: tuple[str, str], matters: Matters) -> str:
    return " ⇄ ".join(f"{code} {matters[code].name}" for code in codes)


def _own_words(codes: tuple[str, str], matters: Matters) -> str:
    pieces = {code: own_pieces(matters[code].name, matters[other].name) for code, other in (codes, codes[::-1])}
    return "；".join(f"{code} {wording.LISTING.join(words) or '没有'}" for code, words in pieces.items())


def _twins(found: Sequence[Twins], matters: Matters) -> Iterator[str]:
    yield f"\n名称、日常用语几乎一样的：{len(found)} 处"
    for each in found:
        (first, second), (text, other) = each.codes, each.texts
        how = "读音一样" if each.alike else "只差一个字"
        yield f"  {first} “{text}” ↔ {second} “{other}”（{how}）    {matters[first].name} / {matters[second].name}"
