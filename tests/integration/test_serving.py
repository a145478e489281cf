"""`postlens serve`: web server and worker live and die together, and two analyses at once both end."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from builders import copy_house, make_actor
from integration.processes import Site, alive, until

MADE = "analysis-made-store"


def family(site):
    """Everything that `serve` started and that runs now."""
    return psutil.Process(site.web.pid).children(recursive=True)


def running(site, what):
    """Those of them whose command line has this word."""
    found = []
    for one in family(site):
        # Between the two questions a process may end.
        with suppress(psutil.NoSuchProcess):
            found += [one] if what in one.cmdline() else []
    return found


@pytest.fixture(scope="module")
def serving(peopled_home, tmp_path_factory):
    """Shared by the tests below; what one of them ended is started anew for the next."""
    house = copy_house(peopled_home, tmp_path_factory.mktemp("serving") / "home")
    site = Site(house)
    yield site
    site.close()
    house.close()


@pytest.fixture
def served(serving):
    if serving.web is None or serving.web.poll() is not None:
        serving.start_all()
    return serving


def load_page(site):
    """A page, and a dataset to ask for."""
    dataset = site.house.services.datasets.newest_first(make_actor())[0]
    return site.visitor("ann@example.org").load(), dataset.id


def test_two_analyses_at_once_both_end(served):
    page, dataset = load_page(served)
    both = [page.order(dataset, seed) for seed in (1, 2)]
    for handles in both:
        assert len(page.result(handles, 60)[MADE]["data"]) == 64


def test_a_web_process_that_dies_is_replaced_and_the_worker_goes_on(served):
    workers = running(served, "app.worker")
    (web,) = [one for one in running(served, "wsgi:server") if one.ppid() != served.web.pid]
    web.kill()
    until(lambda: not alive(web.pid))
    until(served.answers, what="the web server answers again")
    assert running(served, "app.worker") == workers


def test_a_worker_that_dies_is_started_anew(served):
    (worker,) = running(served, "app.worker")
    worker.kill()
    until(lambda: [one for one in running(served, "app.worker") if one != worker])
    page, dataset = load_page(served)
    assert MADE in page.result(page.order(dataset, 3), 60)


@pytest.mark.parametrize(("last_word", "seed"), [(signal.SIGTERM, 4), (signal.SIGKILL, 5)])
def test_nothing_is_left_behind_when_serve_ends(served, last_word, seed):
    page, dataset = load_page(served)
    page.order(dataset, seed)
    until(lambda: served.job(seed).state != "queued", 30, "the job is under way")
    began = family(served)
    # Web server and its process, worker, resource tracker, fork server: whichever is forgotten is found here.
    assert len(began) >= 5

    served.web.send_signal(last_word)
    served.web.wait(25)

    until(lambda: not [one for one in began if alive(one.pid)], 20, "all processes are gone")
    assert served.job(seed).state in ("queued", "running", "succeeded"), "the next worker takes up what was under way"


_SMALL = """
import sys
import psutil
import wsgi
from builders import make_actor
from callbacks.context import EXTENSION
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection

services = wsgi.server.extensions[EXTENSION]
actor = make_actor()
request = SegmentationRequest(services.datasets.newest_first(actor)[0].id)
analysed = services.analyses.get(actor, request)
assert services.analyses.surrogate(actor, request) is not None
services.explanations.post(actor, Selection(request, post=str(analysed.posts.ids[0])))
heavy = {"sklearn", "shap", "lime", "numba", "scipy", "llvmlite", "matplotlib", "pandas"} & set(sys.modules)
assert not heavy, heavy
print(psutil.Process().memory_info().rss // 1_000_000)
"""


def test_the_web_process_stays_small(story, monkeypatch):
    """Also with an analysis opened, its forest, SHAP and LIME read: none of that needs what computed them."""
    monkeypatch.setenv("POSTLENS_HOME", str(story.house.settings.home))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    root = Path(__file__).parent.parent.parent
    ran = subprocess.run([sys.executable, "-c", _SMALL], cwd=root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) < 250, "megabytes"


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_an_installation_that_is_not_in_order_does_not_start_and_says_why_in_one_line(
    peopled_home: Path, command: str
) -> None:
    postlens = Path(sys.executable).with_name("postlens")
    environment = {**os.environ, "POSTLENS_HOME": str(peopled_home), "DASH_MCP_ENABLED": "true"}
    done = subprocess.run([postlens, command], check=False, env=environment, capture_output=True, text=True, timeout=60)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "postlens: Postlens does not start: DASH_MCP_ENABLED is set, which opens what only developers need. Unset it."
    ]
