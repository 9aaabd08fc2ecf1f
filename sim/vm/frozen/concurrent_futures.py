import itertools as _itertools
import queue as _queue
import threading as _threading
import time as _time
from _thread import _cores
from collections import namedtuple as _namedtuple

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

_PENDING = 'PENDING'
_RUNNING = 'RUNNING'
_CANCELLED = 'CANCELLED'
_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
_FINISHED = 'FINISHED'
_WORDS = {_PENDING: 'pending', _RUNNING: 'running', _CANCELLED: 'cancelled',
          _NOTIFIED: 'cancelled', _FINISHED: 'finished'}


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


TimeoutError = TimeoutError
for _class in (Error, CancelledError, InvalidStateError, BrokenExecutor):
    _class.__module__ = 'concurrent.futures._base'

DoneAndNotDoneFutures = _namedtuple('DoneAndNotDoneFutures', 'done not_done')


class Future:
    def __init__(self):
        self._condition = _threading.Condition()
        self._condition._what = 'a result'
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._watchers = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = '<%s at %#x state=%s' % (self.__class__.__name__, id(self), _WORDS[self._state])
            if self._state == _FINISHED:
                if self._exception:
                    text += ' raised %s' % self._exception.__class__.__name__
                else:
                    text += ' returned %s' % self._result.__class__.__name__
            return text + '>'

    def _call_back(self):
        for callback in self._done_callbacks:
            _run_callback(callback, self)

    def cancel(self):
        with self._condition:
            if self._state in (_RUNNING, _FINISHED):
                return False
            if self._state in (_CANCELLED, _NOTIFIED):
                return True
            self._state = _CANCELLED
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (_CANCELLED, _NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == _RUNNING

    def done(self):
        with self._condition:
            return self._is_done()

    def _is_done(self):
        return self._state in (_CANCELLED, _NOTIFIED, _FINISHED)

    def _wait(self, timeout):
        if not self._is_done():
            self._condition.wait(timeout)
        if self._state in (_CANCELLED, _NOTIFIED):
            raise CancelledError()
        if self._state != _FINISHED:
            raise TimeoutError()

    def add_done_callback(self, fn):
        with self._condition:
            if not self._is_done():
                self._done_callbacks.append(fn)
                return
        _run_callback(fn, self)

    def result(self, timeout=None):
        try:
            with self._condition:
                self._wait(timeout)
                if self._exception:
                    try:
                        raise self._exception
                    finally:
                        self = None
                return self._result
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            self._wait(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == _CANCELLED:
                self._state = _NOTIFIED
                self._tell_watchers()
                return False
            if self._state == _PENDING:
                self._state = _RUNNING
                return True
            raise RuntimeError('Future in unexpected state')

    def _tell_watchers(self):
        for watcher in self._watchers:
            watcher._add(self)

    def _finish(self, result, exception):
        with self._condition:
            if self._is_done():
                raise InvalidStateError('%s: %r' % (self._state, self))
            self._result = result
            self._exception = exception
            self._state = _FINISHED
            self._tell_watchers()
            self._condition.notify_all()
        self._call_back()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


def _run_callback(callback, future):
    try:
        callback(future)
    except Exception as error:
        _threading._tell_callback(callback, error)


class _Watcher:
    def __init__(self, futures, enough):
        self.finished = []
        self._lock = _threading.Lock()
        self._enough = enough
        self._event = _threading.Event()
        self._event._cond._what = 'results'
        self._futures = futures
        for future in futures:
            with future._condition:
                if future._state in (_NOTIFIED, _FINISHED):
                    self._add(future)
                else:
                    future._watchers.append(self)

    def _add(self, future):
        with self._lock:
            self.finished.append(future)
            failed = future._state == _FINISHED and future._exception is not None
            if self._enough(len(self.finished), failed):
                self._event.set()

    def wait(self, timeout):
        self._event.wait(timeout)

    def take(self):
        with self._lock:
            finished = self.finished
            self.finished = []
            self._event.clear()
            return finished

    def leave(self):
        for future in self._futures:
            with future._condition:
                if self in future._watchers:
                    future._watchers.remove(self)


def as_completed(fs, timeout=None):
    end = None if timeout is None else _time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    pending = len(fs)
    watcher = _Watcher(fs, lambda count, failed: True)
    try:
        while pending:
            for future in watcher.take():
                pending -= 1
                yield future
            if not pending or watcher.finished:
                continue
            left = None
            if end is not None:
                left = end - _time.monotonic()
                if left < 0:
                    raise TimeoutError('%d (of %d) futures unfinished' % (pending, total))
            watcher.wait(left)
    finally:
        watcher.leave()


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if future._state in (_NOTIFIED, _FINISHED)}
    failed = any(f for f in done if not f.cancelled() and f._exception is not None)
    if ((return_when == FIRST_COMPLETED and done) or (return_when == FIRST_EXCEPTION and failed)
            or len(done) == len(fs)):
        return DoneAndNotDoneFutures(done, fs - done)
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError('Invalid return condition: %r' % return_when)
    rest = fs - done
    need = 1 if return_when == FIRST_COMPLETED else len(rest)
    watcher = _Watcher(rest, lambda count, failed: count >= need
                       or (failed and return_when == FIRST_EXCEPTION))
    watcher.wait(timeout)
    watcher.leave()
    done.update(watcher.finished)
    return DoneAndNotDoneFutures(done, fs - done)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(futures, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(futures, end):
    try:
        futures.reverse()
        while futures:
            yield _take_result(futures.pop(), end)
    finally:
        for future in futures:
            future.cancel()


def _take_result(future, end):
    try:
        try:
            return future.result(None if end is None else end - _time.monotonic())
        finally:
            future.cancel()
    finally:
        del future


class _Task:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            self = None
        else:
            self.future.set_result(result)


_pools = _itertools.count().__next__
_workers = []
_exiting = False


def _work(pool):
    while True:
        task = None
        if pool._tasks.empty():
            pool._idle.release()
        task = pool._tasks.get()
        if task is None:
            pool._tasks.put(None)
            return
        task.run()


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, _cores() + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._tasks = _queue.SimpleQueue()
        self._tasks._ready._what = 'a task'
        self._idle = _threading.Semaphore(0)
        self._threads = set()
        self._shutdown = False
        self._lock = _threading.Lock()
        self._thread_name_prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % _pools()
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _exiting:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = Future()
            self._tasks.put(_Task(future, fn, args, kwargs))
            self._add_worker()
            return future

    def _add_worker(self):
        if self._idle.acquire(timeout=0):
            return
        if len(self._threads) < self._max_workers:
            name = '%s_%d' % (self._thread_name_prefix, len(self._threads))
            thread = _threading.Thread(name=name, target=self._start_worker)
            thread._daemonic = True  # joined by _leave
            self._threads.add(thread)
            _workers.append((thread, self))
            thread.start()

    def _start_worker(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        _work(self)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._shutdown = True
            if cancel_futures:
                while not self._tasks.empty():
                    task = self._tasks.get()
                    if task is not None:
                        task.future.cancel()
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _leave():
    global _exiting
    _exiting = True
    for thread, pool in _workers:
        pool._tasks.put(None)
    for thread, pool in _workers:
        thread.join()


_threading._register_atexit(_leave)
