"""From judged cases to the figures of the report. Pure. Rates are 0 to 1, None where there is nothing to count."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.evaluation.calibration import calibration, calibration_error
from bot.evaluation.confusions import Singles, confused
from bot.evaluation.intervals import FacetCounts, f1, interval_of_f1
from bot.evaluation.judging import ending
from bot.evaluation.model import FILES, Case, Place, Reject, Single

Figures = dict[str, Any]

ENDINGS = ("answered_right", "chose_with_gold", "answered_wrong", "missed")


def figures(cases: Sequence[Case], bare: frozenset[str] = frozenset()) -> Figures:
    """The part of the report of each file that has cases; `bare` matters also get their own figures."""
    by_file: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_file[case.question.file].append(case)
    makers: dict[str, Callable[[list[Case]], Figures]] = {"single": single, "place": place, "reject": reject, "dialogs": dialogs}
    made: Figures = {file: makers[file](by_file[file]) for file in FILES if file in by_file}
    if bare and "single" in made:
        made["single"]["bare"] = _ranks(_of_matters(_singles(by_file["single"]), bare))
    return made


def single(cases: Sequence[Case]) -> Figures:
    """Matters found and facets met, over all and by voice, matter and facet."""
    lines = _singles(cases)
    return {
        **_ranks(lines),
        **_endings(lines, ENDINGS),
        **_facets(lines),
        "facets_f1_interval": interval_of_f1(_facet_counts(lines)),
        "ece": calibration_error(_scored(lines)),
        "calibration": calibration(_scored(lines)),
        "confused": confused(lines),
        "encoder_share": rate(bool(case.reply.trace.get("encoder_used")) for case in cases),
        "by_voice": _by(lines, lambda gold: gold.voice, lambda group: _brief(group) | {"facets_f1": _facets(group)["facets_f1"]}),
        "by_matter": _by(lines, lambda gold: gold.gold, _brief),
        "by_facet": _by_facet(lines),
    }


def place(cases: Sequence[Case]) -> Figures:
    """Lines about offices that were right, by kind; those where the bot must ask back count under their own kind too."""
    kinds = _groups((case.question.gold.kind, case) for case in cases if isinstance(case.question.gold, Place))
    return {**_right(cases), "by_kind": {kind: _right(group) for kind, group in kinds.items()}}


def reject(cases: Sequence[Case]) -> Figures:
    """Lines that were safe, by kind, with the kinds that must never fail beside the whole."""
    kinds = _groups((case.question.gold.kind, case) for case in cases if isinstance(case.question.gold, Reject))
    by_kind = {kind: {"n": len(group), "safe": _share(group)} for kind, group in kinds.items()}
    return {
        "n": len(cases),
        "safe": _share(cases),
        **{kind: by_kind.get(kind, {}).get("safe") for kind in ("emergency", "pii", "privacy")},
        "by_kind": by_kind,
    }


def dialogs(cases: Sequence[Case]) -> Figures:
    """Turns that were right, and dialogs of which all turns were."""
    talks = _groups((case.question.person, case) for case in cases)
    return {"n": len(talks), "turns": len(cases), "turns_right": _share(cases), "whole_right": rate(_share(talk) == 1 for talk in talks.values())}


def latency(milliseconds: Sequence[float]) -> Figures:
    """Percentiles (nearest rank) and the longest, in milliseconds."""
    ordered = sorted(milliseconds)
    return {**{f"p{rank}": round(percentile(ordered, rank), 1) for rank in (50, 95, 99)}, "max": round(max(ordered, default=0.0), 1)}


def percentile(ordered: Sequence[float], rank: int) -> float:
    """The nearest-rank percentile of sorted values; 0 of none."""
    return ordered[max(0, math.ceil(len(ordered) * rank / 100) - 1)] if ordered else 0.0


def rate(hits: Iterable[bool]) -> float | None:
    """The share of true ones; None of none."""
    counted = list(hits)
    return round(sum(counted) / len(counted), 4) if counted else None


def _singles(cases: Sequence[Case]) -> Singles:
    return [(case, case.question.gold) for case in cases if isinstance(case.question.gold, Single)]


def _of_matters(lines: Singles, codes: frozenset[str]) -> Singles:
    return [(case, gold) for case, gold in lines if gold.gold in codes]


def _is_within(case: Case, gold: Single, first: int) -> bool:
    return bool(gold.matters & set(case.reply.candidates[:first]))


def _scored(lines: Singles) -> list[tuple[float, bool]]:
    """Of the lines with candidates the first one's probability, and whether it is right."""
    found = [(case, gold) for case, gold in lines if case.reply.candidates]
    return [(min(max(case.reply.trace["candidates"][0]["score"], 0.0), 1.0), _is_within(case, gold, 1)) for case, gold in found]


def _ranks(lines: Singles) -> Figures:
    return {"n": len(lines), **{f"top{first}": rate(_is_within(case, gold, first) for case, gold in lines) for first in (1, 3)}}


def _endings(lines: Singles, endings: Iterable[str]) -> Figures:
    ended = [ending(gold, case.reply) for case, gold in lines]
    return {name: rate(each == name for each in ended) for name in endings}


def _brief(lines: Singles) -> Figures:
    return {**_ranks(lines), **_endings(lines, ("answered_right", "answered_wrong"))}


def _with_facets(lines: Singles) -> Singles:
    """The lines over which facets are counted: answered right, and labelled with facets."""
    return [(case, gold) for case, gold in lines if gold.facets and ending(gold, case.reply) == "answered_right"]


def _facet_counts(lines: Singles) -> list[FacetCounts]:
    pairs = [(case.reply.facets, gold.facets) for case, gold in _with_facets(lines)]
    return [(len(told & gold), len(told), len(gold)) for told, gold in pairs]


def _facets(lines: Singles) -> Figures:
    counts = _facet_counts(lines)
    hit, told, wanted = (sum(each[n] for each in counts) for n in range(3))
    return {"facets_n": len(counts), "facets_f1": f1(hit, told, wanted), "facets_recall": round(hit / wanted, 4) if wanted else None}


def _by_facet(lines: Singles) -> Figures:
    pairs = [(case.reply.facets, gold.facets) for case, gold in _with_facets(lines)]
    told, wanted = (Counter(facet for pair in pairs for facet in pair[side]) for side in (0, 1))
    hit = Counter(facet for pair in pairs for facet in pair[0] & pair[1])
    return {facet: _facet(hit[facet], told[facet], wanted[facet]) for facet in sorted({*told, *wanted})}


def _facet(hit: int, told: int, wanted: int) -> Figures:
    precision, recall = (round(hit / of, 4) if of else None for of in (told, wanted))
    return {"n": wanted, "told": told, "precision": precision, "recall": recall, "f1": f1(hit, told, wanted)}


def _by(lines: Singles, key: Callable[[Single], str], figures_of: Callable[[Singles], Figures]) -> Figures:
    groups = _groups((key(gold), (case, gold)) for case, gold in lines)
    return {name: figures_of(group) for name, group in sorted(groups.items())}


def _groups[T](keyed: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in keyed:
        groups[key].append(value)
    return groups


def _share(cases: Sequence[Case]) -> float | None:
    return rate(case.verdict.right for case in cases)


def _right(cases: Sequence[Case]) -> Figures:
    return {"n": len(cases), "right": _share(cases)}
