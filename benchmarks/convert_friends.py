"""Turns recap sentences with their dialogue scenes (friends reading comprehension) into a corpus and queries.

    python benchmarks/convert_friends.py reading-comprehension-dev.json FOLDER

FOLDER gets `corpus.jsonl` and `queries.jsonl` for `benchmarks/search.py`. Each sentence asks for the one scene that it
sums up; `@placeholder` is replaced by its answer.
"""

import json
import sys
from pathlib import Path


def main(source: Path, folder: Path) -> None:
    """Convert one file."""
    rows = json.loads(source.read_text(encoding="utf-8"))
    scenes: dict[str, str] = {}
    queries = []
    for row in rows:
        lines = (
            f"{said['speakers']}: {said['tokens']}" if said["speakers"] else said["tokens"]
            for said in row["utterances"]
        )
        scenes.setdefault(row["scene_id"], "\n".join(lines))
        query = row["query"].replace("@placeholder", row["answer"])
        queries.append({"query": query, "relevant": [row["scene_id"]]})
    folder.mkdir(parents=True, exist_ok=True)
    corpus = [{"id": name, "text": text, "lang": "en"} for name, text in scenes.items()]
    for name, lines in (("corpus", corpus), ("queries", queries)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    print(f"{len(corpus)} scenes, {len(queries)} queries -> {folder}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
