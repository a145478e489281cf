"""Colours that mean the same on screens and in reports, and how well one is read on another."""

# In order of strength: a segment has one colour everywhere.
SEGMENT_COLOURS = (
    "#D1495B",
    "#2E6BE6",
    "#E29A1B",
    "#8492A6",
    "#2A9D8F",
    "#7B5EA7",
    "#B5651D",
    "#4C6A92",
    "#A23B72",
    "#5F7A3A",
)
HEAT = ("#3B6FB6", "#F7F8FA", "#C2410C")
# Between a low and a high count, where it has to be seen on white.
BETWEEN = "#9AA5B8"
# What a change is split into: no segment has these.
PARTS = ("#5B7FA6", "#9AA7BA", "#B08968")
# Bars that belong to no segment; assets/40-charts.css turns this very colour light in the dark theme.
TOTAL = "#0F172A"
# From nothing in common to all three: one colour, darker = more.
COMMON = ("#D5DBE6", "#A9BEEB", "#5E86DE", "#1D4ED8")
# Nearly black: on the middle shades only such an ink, or white, reaches 4.5:1.
INK, PAPER = "#050505", "#FFFFFF"
# What small text needs on its background (WCAG 2, AA).
READABLE = 4.5


def segment_colour(rank: int) -> str:
    """The colour of the segment of this rank, 0 = strongest; beyond ten the colours start again."""
    return SEGMENT_COLOURS[rank % len(SEGMENT_COLOURS)]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(background: str) -> str:
    """Dark or white, whichever reads better on this colour; never under 4.5:1."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, background))


def heat_colour(level: float) -> str:
    """The heat colour of a level from -1 (cold) over 0 (average) to 1 (hot); beyond is clipped."""
    cold, middle, hot = HEAT
    return blend(middle, hot if level > 0 else cold, min(abs(level), 1.0))


def blend(start: str, stop: str, share: float) -> str:
    """The colour that lies this share, 0 to 1, of the way from one to the other."""
    mixed = (round(a + (b - a) * share) for a, b in zip(channels(start), channels(stop), strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def readable_on_paper(colour: str) -> str:
    """The colour itself, or the nearest darker one in which text reaches 4.5:1 on white."""
    for step in range(21):
        darker = blend(colour, INK, step / 20)
        if contrast(darker, PAPER) >= READABLE:
            return darker
    return INK


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#RRGGBB`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
