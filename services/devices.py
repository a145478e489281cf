"""What a browser says about itself, in words that its owner knows it by."""

# The first sign that is found decides: most browsers also name those that they descend from.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("HeadlessChrome", "Chrome without a window"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
    ("python", "a Python program"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """`Firefox on Windows`; `An unknown browser` where it says nothing that is known."""
    browser = next((name for sign, name in _BROWSERS if sign.casefold() in agent.casefold()), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if not (browser or system):
        return "An unknown browser"
    words = browser or "A browser"
    return f"{words[0].upper()}{words[1:]}{f' on {system}' if system else ''}"
