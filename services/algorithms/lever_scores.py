"""Whether levers tell the segment of posts that were held out, better than chance and than shuffled files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.domain.arrays import Booleans, Floats, Labels, read_only
from services.domain.levers import PAGE, Codes, LeverScore, LeverScores, LeverTable, Validation
from services.progress import Report

from .balanced_bayes import balanced_accuracy, held_out_answers, predict
from .holding_out import FOLDS, Folds, folds_of, shifted
from .intervals import accuracy_interval

SHUFFLES = 199
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class _Trial:
    """One lever under one validation: its columns, and how posts are held out."""

    columns: Sequence[Codes]
    how: Validation
    folds: Folds

    def answers(self, outcome: Labels, k: int) -> Labels:
        """(n,) the segment of each post from posts that it was held out from; -1 where there were none."""
        answer = _forward_answers if self.how is Validation.FUTURE else held_out_answers
        return answer(self.columns, outcome, k, self.folds)


def score_levers(table: LeverTable, k: int, seed: int, report: Report, shuffles: int = SHUFFLES) -> LeverScores:
    """Every lever by itself, in each validation that the file allows. The same seed gives the same figures.

    p is taken from `shuffles` files whose segments were moved in time, within their pages; of the page itself, over
    all pages. It is the share of files, the real one among them, that do at least as well.
    """
    draw = np.random.default_rng(seed)
    folds = {how: folds_of(table, how, draw) for how in Validation}
    trials = [_trials(lever, columns, folds) for lever, columns in table.levers.items()]
    real = [[_accuracy(trial, table.outcome, k) for trial in row] for row in trials]
    as_good = [np.ones(len(row)) for row in trials]
    for number in range(shuffles):
        report(number / shuffles, "Comparing with shuffled files")
        within, over_all = shifted(table, table.page, draw), shifted(table, None, draw)
        for row, lever in enumerate(table.levers):
            outcome = over_all if lever == PAGE else within
            as_good[row] += np.array([_accuracy(trial, outcome, k) for trial in trials[row]]) >= real[row]
    p = [counted / (shuffles + 1) for counted in as_good]
    supported = holm(np.array([row.max() for row in p]))
    scores = tuple(
        _score(table, k, (lever, trials[row], p[row]), supported=bool(supported[row]))
        for row, lever in enumerate(table.levers)
    )
    return LeverScores(scores, 1 / k, len(table), shuffles)


def holm(p: Floats) -> Booleans:
    """(n,) which of several findings stand when all were looked for: Holm's step-down at 5 %."""
    stands = np.zeros(len(p), bool)
    for step, place in enumerate(np.argsort(p, kind="stable")):
        if p[place] > SIGNIFICANT / (len(p) - step):
            break
        stands[place] = True
    return stands


def _trials(lever: str, columns: Sequence[Codes], folds: Mapping[Validation, Folds | None]) -> list[_Trial]:
    """The validations that can be made: a page that was not seen tells nothing of itself."""
    return [
        _Trial(columns, how, held)
        for how, held in folds.items()
        if held is not None and not (lever == PAGE and how is Validation.PAGES)
    ]


def _accuracy(trial: _Trial, outcome: Labels, k: int) -> float:
    return balanced_accuracy(outcome, trial.answers(outcome, k), k)


def _score(table: LeverTable, k: int, told: tuple[str, list[_Trial], Floats], *, supported: bool) -> LeverScore:
    lever, trials, p = told
    figures = np.full((4, len(Validation)), np.nan)
    for trial, chance_p in zip(trials, p, strict=True):
        answers = trial.answers(table.outcome, k)
        low, high = accuracy_interval(table.outcome, answers, k, table.cluster)
        column = list(Validation).index(trial.how)
        figures[:, column] = balanced_accuracy(table.outcome, answers, k), low, high, chance_p
    accuracy, lower, upper, chances = (read_only(row.copy()) for row in figures)
    return LeverScore(lever, accuracy, lower, upper, chances, supported)


def _forward_answers(columns: Sequence[Codes], outcome: Labels, k: int, parts: Folds) -> Labels:
    """(n,) the segment that each post gets from the parts before its own; -1 where there are none."""
    answers = np.full(len(outcome), -1, np.int16)
    for number in range(1, FOLDS):
        held, before = parts == number, (parts >= 0) & (parts < number)
        answers[held] = predict(columns, outcome, k, (before, held))
    return answers
