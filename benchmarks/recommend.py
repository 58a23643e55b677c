"""Compares recommenders on any interactions.

    python benchmarks/recommend.py --interactions FILE.csv [--items FILE.jsonl] [--protocol loo99|full|time]

Rows of the CSV are user,item,value,time (a header is understood, so are further columns); lines of the JSONL are
`{"id", "text"}`. `loo99` holds out each user's last event and ranks it among 99 items drawn at random (He et al.
2017); `full` ranks it among all; `time` holds out the latest fifth of all events and ranks all. Sampled ranking can
mislead (Krichene & Rendle 2020): look at `full` and `time` too.
"""

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np
import package_first  # noqa: F401 - for what it does
from numpy.typing import NDArray
from recommend_data import Data, embedded, read
from recommend_protocols import Trial, by_time, judged, leave_one_out
from table import table

from library.embedding import DEFAULT_MODEL
from library.recommend import MODEL_NAMES, model_named

_PROTOCOLS = ("loo99", "full", "time")
_TITLES = {
    "popularity": "popularity",
    "jaccard": "Jaccard users",
    "item-knn": "item-kNN",
    "ease": "EASE",
    "ease-text": "EASE with content",
    "ease-order": "EASE with order",
    "ncf": "NCF",
    "ours": "ours",
}
_NEED_TEXT = ("ease-text",)
_COLUMNS = (
    "model",
    "HR@10",
    "NDCG@10",
    "±",
    "coverage",
    "diversity",
    "novelty",
    "popularity bias",
    "training s",
    "answer ms",
)
_ANSWERS = 50


def main(arguments: list[str] | None = None) -> None:
    """Read, fit, ask, print."""
    chosen = _arguments(arguments)
    try:
        data = read(chosen.interactions, chosen.items)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    vectors = embedded(data.texts, chosen.embedding_model)
    trial = trial_of(data, chosen.protocol, chosen.sample, chosen.seed)
    if not trial.histories:
        sys.exit(
            f"{chosen.interactions}: no user has two different items in the order that {chosen.protocol} needs."
        )
    names = [name for name in chosen.models if name not in _NEED_TEXT or vectors is not None]
    rows = [_row(name, trial, vectors) for name in names]
    print(table(f"Recommending: {chosen.interactions.name}", _remark(data, trial, chosen), _COLUMNS, rows))


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--interactions", type=Path, required=True, help="CSV of user,item,value,time")
    parser.add_argument("--items", type=Path, help='JSONL of {"id", "text"}')
    parser.add_argument("--protocol", choices=_PROTOCOLS, default="loo99")
    parser.add_argument("--models", nargs="+", choices=MODEL_NAMES, default=[*_TITLES])
    parser.add_argument("--sample", type=int, default=10_000, help="so many users at most are asked about")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--embedding-model", default=DEFAULT_MODEL)
    return parser.parse_args(arguments)


def trial_of(data: Data, protocol: str, sample: int, seed: int) -> Trial:
    """Hold out what the protocol holds out."""
    if protocol == "time":
        return by_time(data.interactions, sample, seed)
    return leave_one_out(data.interactions, protocol == "loo99", sample, seed)


def _row(name: str, trial: Trial, vectors: NDArray[np.float32] | None) -> tuple[object, ...]:
    recommender = model_named(name)  # what it imports is no part of its training
    start = time.perf_counter()
    model = recommender.fit(trial.past, vectors)
    fitted = time.perf_counter() - start
    times = []
    for history in trial.histories[:_ANSWERS]:
        start = time.perf_counter()
        model.scores([history])
        times.append(1000 * (time.perf_counter() - start))
    scores = judged(model, trial, vectors)
    print(f"{name}: HR {scores.hit:.3f} NDCG {scores.gain:.3f} ({fitted:.1f} s)", file=sys.stderr, flush=True)
    return (
        _TITLES.get(name, name),
        f"{scores.hit:.3f}",
        f"{scores.gain:.3f}",
        f"{scores.gain_error:.3f}",
        f"{scores.coverage:.2f}",
        "–" if np.isnan(scores.diversity) else f"{scores.diversity:.3f}",
        f"{scores.novelty:.2f}",
        f"{scores.bias:.3f}",
        f"{fitted:.1f}",
        f"{np.percentile(times, 95):.1f}",
    )


def _remark(data: Data, trial: Trial, chosen: argparse.Namespace) -> str:
    made = data.interactions
    parts = [
        f"{len(made.users):,} users, {len(made.items):,} items, {len(made):,} events; protocol {chosen.protocol}, "
        f"{len(trial.histories):,} users asked about (seed {chosen.seed})",
        *data.remarks,
    ]
    if len(trial.histories) == chosen.sample:
        parts.append(f"a sample of {chosen.sample:,} users: `--sample` takes more")
    parts.append("± is the standard error of NDCG; answer time is the p95 of one user alone")
    return "; ".join(parts) + "."


if __name__ == "__main__":
    main()
