"""Run tasks in several processes; a process that is killed takes no other task with it."""

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection

from msp_qi.batch.execute import execute
from msp_qi.batch.task import Outcome, Task

Work = Callable[[Task], Outcome]
# What runs tasks, on this machine or on others: outcomes come as they are ready, in any order.
Runner = Callable[[Iterable[Task]], Generator[Outcome, None, None]]

# So many tasks are handed out for each process, so that none waits for the next.
_HANDED_OUT = 2
# A process may be killed once by a machine short of memory; a task that is killed each time is at fault itself.
_TRIES_ALONE = 2
STOPPED = "Its process was stopped from outside, perhaps because memory ran out. Run the same command again"


def in_processes(jobs: int, work: Work = execute) -> Runner:
    """A runner with so many processes on this machine.

    Parameters
    ----------
    jobs : int
        How many notebooks run at the same time.
    work : callable
        What is done with each task; importable by its name.

    Returns
    -------
    Runner
    """
    return lambda tasks: _run(tuple(tasks), jobs, work)


def _run(tasks: tuple[Task, ...], jobs: int, work: Work) -> Generator[Outcome, None, None]:
    waiting, suspects = deque(tasks), list[Task]()
    while waiting:
        suspects += yield from _until_one_is_killed(waiting, max(1, min(jobs, len(waiting))), work)
    # One of these had its process killed, nobody knows which: each is tried again, alone.
    for task in suspects:
        for _ in range(_TRIES_ALONE):
            killed = yield from _until_one_is_killed(deque([task]), 1, work)
            if not killed:
                break
        else:
            yield Outcome(task, STOPPED, "Stopped")


def _until_one_is_killed(waiting: deque[Task], jobs: int, work: Work) -> Generator[Outcome, None, list[Task]]:
    """Outcomes as they come; returns the tasks that were handed out when a process was killed."""
    with _processes(jobs) as pool:
        running: dict[Future[Outcome], Task] = {}
        while waiting or running:
            while waiting and len(running) < jobs * _HANDED_OUT:
                task = waiting.popleft()
                try:
                    running[pool.submit(work, task)] = task
                except BrokenProcessPool:
                    return [task, *running.values()]
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    return [task, *running.values()]
    return []


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes end at once when the batch does, however it ends."""
    # Spawned, not forked: the same on every system, and no thread or lock is inherited.
    context = multiprocessing.get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(theirs,))
    try:
        yield pool
    except BaseException:
        ours.close()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        ours.close()
        theirs.close()


def _begin(batch: Connection) -> None:
    """Make a process ready: Ctrl-C is the batch's affair, and nobody outlives the batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("papermill", "traitlets"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    threading.Thread(target=_end_with, args=(batch,), daemon=True).start()


def _end_with(batch: Connection) -> None:
    try:
        batch.recv()
    except (EOFError, OSError):
        os._exit(1)
