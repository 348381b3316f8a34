"""docs/quality.md from the figures of all sets: for staff and officials, in Chinese. Pure: the same figures give the same page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot import wording
from bot.cli.evaluation_table import share
from bot.cli.quality_measures import Figure, between, measures, of_rate
from bot.evaluation.quality import file_name

Data = Mapping[str, Any]

INTRODUCTION = """# 准确率

<!-- 这一页由 make eval 写成，不要手改：数字在 docs/quality 里，一套考题一个文件。 -->

这一页说周到在几套考题上答得怎样。每套考题是一批问法，连同该怎么答；`make eval DIR=文件夹` 把它逐句从门口问到底，改写它自己的那一节，别的不动。
题目和答复都不写在这里：自己的考题只用来量，谁也不该照着它改。

- **n** 是条数。**括号里**是 95% 区间：同样难的题再出一批，得分多半落在这个范围里。条数少，区间就宽，只是个兆头。
- **第一候选对、前三候选有**：找到的事项里，第一个对不对、前三个里有没有对的。**答对事项**：直接答了，而且是对的事项；**给了选项且含正确的**：
  拿不准，列出几个让人挑，对的在里面；**答错**：直接答了别的事项；**没找到**：其余的。这四样加起来是 100%。
- **要素**是问的哪一样（材料、地点、费用……）。**精确率**：答出来的要素里该答的占多少；**召回率**：该答的要素里答了多少；**F1** 合起来看。
  只在答对事项的句子上算。
- 率的区间用 Wilson 公式，F1 的用自助法（种子固定）；多轮里的各轮当作互不相干的来算。"""
NOTHING = "\n还没有量过。"
PLACES = {
    "address": "地址", "hours": "几点开门", "phone": "电话", "agent": "代办员", "nearest": "最近的网点", "terminal": "自助机", "window": "窗口",
    "holiday": "节假日",
}  # fmt: skip
REFUSED = {
    "emergency": "紧急情况", "pii": "个人号码", "privacy": "他人隐私", "chitchat": "闲聊", "out_of_scope": "不归我管", "abuse": "骂人",
    "injection": "套话", "noise": "乱码", "other_city": "外地", "medical_legal": "看病打官司",
}  # fmt: skip
NOISES = {
    "homophone": "同音字", "shape": "形近字", "drop": "漏字", "double": "重字", "pinyin": "拼音", "traditional": "繁体", "fullwidth": "全角",
    "nopunct": "没有标点",
}  # fmt: skip
CALIBRATION = "找事项时，周到给第一候选一个把握。十句里把握约七成的，实际对的也该是七成左右：点落在斜线上最好，在上面是说少了，在下面是说大了。"


def page(sets: Mapping[str, Data]) -> str:
    """The whole page of the sets, which are told apart by name."""
    ordered = dict(sorted(sets.items()))
    measured = {name: kept["measured"] for name, kept in ordered.items() if "measured" in kept}
    lines = [INTRODUCTION, *_overview(measured), *(line for name, each in measured.items() for line in _section(name, each)), *_variants(ordered)]
    return "\n".join(lines if sets else [INTRODUCTION, NOTHING]) + "\n"


def _overview(measured: Mapping[str, Data]) -> Iterator[str]:
    if not measured:
        return
    by_set = {name: measures(each) for name, each in measured.items()}
    titles = dict.fromkeys(title for figures in by_set.values() for title in figures)
    yield "\n## 总览\n"
    yield from _table(("", *by_set), [(title, *(_with_n(figures.get(title)) for figures in by_set.values())) for title in titles])


def _section(name: str, measured: Data) -> Iterator[str]:
    yield f"\n## {_cell(name)}\n"
    yield f"{measured['at']} 量，提交 {measured['commit'] or '（不明）'}，编码器 {measured['encoder']}，目录是自己的。\n"
    yield from _table(("", "得分（95% 区间）", "n"), [(title, between(each), str(each.n)) for title, each in measures(measured).items()])
    if single := measured.get("single"):
        yield from (*_voices(single), *_facets(single), *_worst(single), *_confused(single), *_calibration(name, single))
    for part, title, score, kinds in (("place", "找地方，按问什么", "right", PLACES), ("reject", "不该当事项答的，按类", "safe", REFUSED)):
        if part in measured:
            yield f"\n### {title}\n"
            rows = [(kinds.get(kind, kind), str(each["n"]), _rate(each, score)) for kind, each in measured[part]["by_kind"].items()]
            yield from _table(("", "n", "对" if part == "place" else "稳妥"), rows)


def _voices(single: Data) -> Iterator[str]:
    yield "\n### 按说话的人\n"
    rates = ("top1", "top3", "answered_right", "answered_wrong")
    voices = single["by_voice"].items()
    rows = [(voice or "（未注明）", str(each["n"]), *(_rate(each, rate) for rate in rates), share(each["facets_f1"])) for voice, each in voices]
    yield from _table(("", "n", "第一候选对", "前三候选有", "答对事项", "答错", "要素 F1"), rows)


def _facets(single: Data) -> Iterator[str]:
    yield "\n### 按要素\n"
    facets, figures = single["by_facet"].items(), ("precision", "recall", "f1")
    rows = [(wording.FACETS.get(facet, facet), str(each["n"]), *(share(each[name]) for name in figures)) for facet, each in facets]
    yield from _table(("", "n（该答的）", "精确率", "召回率", "F1"), rows)


def _worst(single: Data) -> Iterator[str]:
    if single["worst"]:
        yield f"\n### 最差的 {len(single['worst'])} 个事项\n\n没有直接答对的句数最多的在前；一样多的，答错的在前。\n"
        rates = ("answered_right", "answered_wrong", "top1", "top3")
        rows = [(_matter(each["code"], single), str(each["n"]), *(share(each[rate]) for rate in rates)) for each in single["worst"]]
        yield from _table(("", "n", "答对事项", "答错", "第一候选对", "前三候选有"), rows)


def _confused(single: Data) -> Iterator[str]:
    if single["confused"]:
        yield "\n### 容易混的事项\n\n该是左边的，第一个找到的却是右边的；其中直接答出去的才是答错。\n"
        pairs = single["confused"]
        rows = [(_matter(each["gold"], single), _matter(each["said"], single), str(each["n"]), str(each["answered"])) for each in pairs]
        yield from _table(("该是", "说成", "句数", "其中答错"), rows)


def _calibration(name: str, single: Data) -> Iterator[str]:
    yield f"\n### 把握准不准\n\n{CALIBRATION}\n平均差多少（ECE）：{share(single['ece'])}。\n"
    yield f"![{_cell(name)} 的把握和实际](images/calibration-{file_name(name)}.svg)\n"
    bins = [(f"{each['from']:.0%}–{each['from'] + 0.1:.0%}", each) for each in single["calibration"]]
    rows = [(title, str(each["n"]), share(each["score"]), _rate(each, "right")) for title, each in bins]
    yield from _table(("把握", "n", "平均把握", "实际对的"), rows)


def _variants(sets: Mapping[str, Data]) -> Iterator[str]:
    lines = [(name, each) for name, kept in sets.items() for each in kept.get("variants", [])]
    rows = [(name, _what(each), _rate(each, "top1"), _rate(each, "top3"), *_run(each)) for name, each in lines]
    if rows:
        yield "\n## 干扰与换目录\n\n把每句话弄错一点再问，去掉一些事项的说法（只算这些事项），或换一份别处的目录。\n"
        yield from _table(("考题", "怎么变", "第一候选对", "前三候选有", "n", "日期", "提交"), rows)


def _what(line: Data) -> str:
    seed = f"（种子 {line['seed']}）" if line["seed"] else ""
    noise, bare = NOISES.get(line["noise"], line["noise"]), f"去掉 {line['bare']} 个事项的说法" if line["bare"] else ""
    return "，".join(filter(None, (noise, bare, f"目录 {line['catalogue']}" if line["catalogue"] else ""))) + seed


def _run(line: Data) -> tuple[str, str, str]:
    return str(line["n"]), line["at"], line["commit"]


def _matter(code: str, single: Data) -> str:
    return f"{code} {single['names'].get(code, '')}".rstrip()


def _rate(figures: Data, name: str) -> str:
    return between(of_rate(figures[name], figures["n"]))


def _with_n(figure: Figure | None) -> str:
    return f"{between(figure)} n={figure.n}" if figure else "—"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(heads)
    yield _row(["---", *("--:" for _ in heads[1:])])
    yield from (_row([_cell(cell) for cell in row]) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
