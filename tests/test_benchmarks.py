"""The benchmarks that others run on data of their own keep their command lines and say what is so."""

import json
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def run(*arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout


def write_lines(file: Path, lines: list[dict[str, object]]) -> Path:
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file


def test_the_search_benchmark_scores_a_corpus_whose_answers_are_known(tmp_path: Path) -> None:
    told = [
        "A ship comes home to the harbour.",
        "영화를 부산으로 보낸다.",
        "Two friends eat soup in a kitchen.",
    ]
    corpus = write_lines(tmp_path / "c.jsonl", [{"id": f"s{n}", "text": text} for n, text in enumerate(told)])
    asked = [("the ship in the harbour", ["s0"]), ("부산", ["s1"]), ("nothing of this is there", ["s2"])]
    queries = write_lines(tmp_path / "q.jsonl", [{"query": query, "relevant": ids} for query, ids in asked])
    printed = run("benchmarks/search.py", "--corpus", corpus, "--queries", queries, "--model", "hashing")
    rows = {cells[1].strip(): cells[2:] for line in printed.splitlines() if len(cells := line.split("|")) > 8}
    assert [cell.strip() for cell in rows[""][:5]] == ["Recall@1", "Recall@5", "Recall@10", "MRR", "nDCG@10"]
    assert [float(cell) for cell in rows["words"][:5]] == [0.667] * 5
    assert set(rows) >= {"words", "vectors", "fused"}


def test_recap_sentences_become_a_corpus_and_queries(shared: Path, tmp_path: Path) -> None:
    source = shared / "data" / "retrieval" / "friends" / "reading-comprehension-dev.json"
    assert "808 scenes, 1349 queries" in run("benchmarks/convert_friends.py", source, tmp_path)
    queries = [json.loads(line) for line in (tmp_path / "queries.jsonl").read_text().splitlines()]
    ids = {json.loads(line)["id"] for line in (tmp_path / "corpus.jsonl").read_text().splitlines()}
    assert len(ids) == 808 and all(set(one["relevant"]) <= ids for one in queries)
    assert not any("@placeholder" in one["query"] for one in queries)


def test_the_scale_benchmark_shows_growth(tmp_path: Path) -> None:
    printed = run("benchmarks/search_scale.py", "--largest", "1000")
    [row] = [line.split("|") for line in printed.splitlines() if line.startswith("| 1,000")]
    p50, p95, built, opened, _, _, peak, files = (float(cell) for cell in row[2:-1])
    assert 0 < p50 <= p95 and built > 0 and opened > 0 and peak > 50 and files > 1
