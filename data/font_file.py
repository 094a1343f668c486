"""Where are the letters that a printed page brings along?"""

from pathlib import Path
from typing import Final

LATIN_FONT: Final = Path(__file__).parent / "fonts" / "DejaVuSansLatin.ttf"
"""A free font, cut down to Latin letters, the Turkish ones among them (data/fonts/LICENSE)."""
