"""Where shots meet: several detectors of boundaries behind one protocol, fed from one pass over a film."""

from indexing.boundaries.cascade import Cascade, Quick
from indexing.boundaries.cuts import AdaptiveCuts, ContentCuts, HistogramCuts
from indexing.boundaries.doubts import Doubts
from indexing.boundaries.fades import BlackFades
from indexing.boundaries.gradual import Blends
from indexing.boundaries.merging import intervals, one_of_each, shot_starts
from indexing.boundaries.network import TransNet
from indexing.boundaries.records import Boundary, BoundaryDetector, BoundaryKind
from indexing.boundaries.signals import SignalMeter, Signals

__all__ = [
    "AdaptiveCuts",
    "BlackFades",
    "Blends",
    "Boundary",
    "BoundaryDetector",
    "BoundaryKind",
    "Cascade",
    "ContentCuts",
    "Doubts",
    "HistogramCuts",
    "Quick",
    "SignalMeter",
    "Signals",
    "TransNet",
    "intervals",
    "one_of_each",
    "shot_starts",
]
