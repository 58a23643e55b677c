"""How long it takes to check, compare, merge, save, load, edit and lay out stories of two sizes.

python benchmarks/story.py [FACTOR …]

It is `story_speed.py`; a module of this name would hide the package `story` from the other benchmarks.
"""

import sys

import package_first  # noqa: F401 - for what it does
from story_speed import main

if __name__ == "__main__":
    print(main([int(one) for one in sys.argv[1:]] or (1, 20)))
