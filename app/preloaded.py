"""What every job finds in memory: loaded once, by the fork server of a worker, before the first job comes.

Whatever computes with threads while this loads must have ended them all before it returns: a process that
forks off finds locks, but not the threads that would open them.
"""

import sklearn.cluster
import sklearn.ensemble  # noqa: F401  (here for those who fork off)

import app.job_process  # noqa: F401  (as above)
from services.algorithms import analysis, surrogate  # noqa: F401  (as above)
from services.algorithms.warm import compile_kernels

# Machine code is read from disk into memory, which takes each job a second otherwise.
compile_kernels()
