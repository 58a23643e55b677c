"""Lets `import story` mean the package, though a benchmark of that name lies in this folder."""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent

# A script's own folder comes first where Python looks; here it comes last, behind the project.
_OTHERS = [folder for folder in sys.path if Path(folder or ".").resolve() not in (_HERE, _HERE.parent)]
sys.path[:] = [*_OTHERS, str(_HERE.parent), str(_HERE)]
