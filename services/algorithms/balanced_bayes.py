"""The segment of a post from a few codes: naive Bayes in which every segment counts the same.

With equal weights the answer maximises balanced accuracy, and with one code it is the best answer there is.
A fit is a few counts, so that hundreds of shuffled files can be tried.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Floats, Labels
from services.domain.levers import Codes

# Added to every count: a code that a segment has not met yet is unlikely there, not impossible.
_SMOOTHING = 1.0


def held_out_answers(columns: Sequence[Codes], outcome: Labels, k: int, folds: NDArray[np.int64]) -> Labels:
    """(n,) the segment that each post gets from the posts of other folds.

    columns: codes from 0 on, (n,) each. folds: (n,) the fold in which a post is held out.
    """
    answers = np.full(len(outcome), -1, np.int16)
    for fold in range(int(folds.max()) + 1):
        held = folds == fold
        answers[held] = predict(columns, outcome, k, (~held, held))
    return answers


def predict(columns: Sequence[Codes], outcome: Labels, k: int, known: tuple[Booleans, Booleans]) -> Labels:
    """(m,) the likeliest segment of the posts in known[1], from those in known[0]; of equal ones the first."""
    learnt, asked = known
    evidence = np.zeros((int(asked.sum()), k))
    for column in columns:
        table = _log_shares(column[learnt], outcome[learnt], k, int(column.max()) + 1)
        evidence += table[column[asked]]
    return np.asarray(evidence.argmax(axis=1), dtype=np.int16)


def balanced_accuracy(outcome: Labels, answers: Labels, k: int) -> float:
    """Mean over the segments of the share of their answered posts that was found, 0 to 1; NaN without any."""
    answered = answers >= 0
    posts = np.bincount(outcome[answered], minlength=k)
    found = np.bincount(outcome[answered & (answers == outcome)], minlength=k)
    there = posts > 0
    return float((found[there] / posts[there]).mean()) if there.any() else float("nan")


def _log_shares(codes: Codes, outcome: Labels, k: int, values: int) -> Floats:
    """(values, k) how likely each code is within a segment, as a logarithm."""
    table = np.bincount(codes * k + outcome, minlength=values * k).reshape(values, k) + _SMOOTHING
    return np.asarray(np.log(table / table.sum(axis=0)))
