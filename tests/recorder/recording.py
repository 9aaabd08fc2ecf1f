"""A recording read by a second hand: a decoder that shares nothing with pyarena's own.

Recording(path) decodes the whole file and keeps books of what is live, so that a record that
cannot be true (a free of what was not allocated, an address handed out twice) is an error.
"""
import collections
import subprocess

OPS = ["malloc", "calloc", "realloc", "free", "arena_alloc", "arena_free"]
DOMAINS = ["raw", "mem", "obj", "none"]
CONTROL = 6
NESTED, NULL, OLD_NULL = 0x20, 0x40, 0x80
END, THREAD, STATS, HOOK_LOST, INTERP, SITE, FORK = 0, 1, 2, 3, 4, 16, 17
PAYLOAD, SITE_DEF, STATS_TEXT, COMMAND = 32, 32, 33, 34

Record = collections.namedtuple("Record", "op domain nested size old new thread site")


class Wrong(Exception):
    pass


class Recording:
    def __init__(self, path, keep=False):
        done = subprocess.run(["zstd", "-dc", "--long=27", path], stdout=subprocess.PIPE, check=True)
        self.data = done.stdout
        self.at = 16
        self.magic = self.data[:8]
        self.version = int.from_bytes(self.data[8:12], "little")
        self.references = [0, 0, 0, 0]
        self.live = [{}, {}, {}, {}]  # address -> size, of each domain and of arenas
        self.unknown_frees = 0
        self.records = []
        self.kept = keep
        self.count = 0
        self.counts = collections.Counter()
        self.sites = [("", 0, "")]
        self.by_site = collections.Counter()
        self.threads = set()
        self.interpreters = set()
        self.texts = []
        self.forks = []
        self.end = None
        self.command = None
        self.hook_lost = False
        self.thread = self.site = self.interpreter = 0
        self.arenas_peak = 0
        while self.at < len(self.data):
            self.step()

    def number(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def address(self, stream):
        z = self.number()
        distance = (z >> 1) * 16
        self.references[stream] += -distance if z & 1 else distance
        return self.references[stream]

    def step(self):
        if self.end is not None:
            raise Wrong("something follows the end")
        tag = self.data[self.at]
        self.at += 1
        op, domain = tag & 7, tag >> 3 & 3
        if op == CONTROL:
            self.control(tag)
        elif op > CONTROL:
            raise Wrong(f"operation {op} at byte {self.at - 1}")
        else:
            self.record(tag, op, domain)

    def control(self, tag):
        if tag != 0x1E:
            raise Wrong(f"tag {tag:#x} at byte {self.at - 1}")
        kind, value = self.number(), self.number()
        if kind >= PAYLOAD:
            payload = self.data[self.at:self.at + value]
            self.at += value
        if kind == END:
            self.end = value
        elif kind == THREAD:
            self.thread = value
            self.threads.add(value)
        elif kind == STATS:
            if value != len(self.texts):
                raise Wrong(f"snapshot {value} is the {len(self.texts)}th")
        elif kind == HOOK_LOST:
            self.hook_lost = True
        elif kind == INTERP:
            self.interpreters.add(value)
        elif kind == SITE:
            if value >= len(self.sites):
                raise Wrong(f"site {value} is not defined")
            self.site = value
        elif kind == FORK:
            self.forks.append(value)
        elif kind == SITE_DEF:
            name, line, function = payload.split(b"\0")
            self.sites.append((name.decode(), int(line), function.decode()))
        elif kind == STATS_TEXT:
            self.texts.append(payload.decode())
        elif kind == COMMAND:
            self.command = payload.decode().rstrip("\0").split("\0")
        else:
            raise Wrong(f"control {kind}")

    def record(self, tag, op, domain):
        self.count += 1
        nested = bool(tag & NESTED)
        self.counts[f"{DOMAINS[domain]}.{OPS[op]}{'+' if nested else ''}"] += 1
        size = old = new = 0
        stream = 3 if op >= 4 else domain
        if op == 1:
            size = self.number() * self.number()
        elif op != 3:
            size = self.number()
        if op == 2 and not tag & OLD_NULL:
            old = self.address(stream)
        if not tag & NULL:
            new = self.address(stream)
        if op in (3, 5):
            old, new = new, 0
        self.book(op, stream, size, old, new)
        allocates = op <= 2 and (domain in (1, 2) or nested)
        site = self.site if allocates else 0
        self.by_site[self.sites[site]] += allocates and not nested
        if self.kept:
            self.records.append(Record(op, domain, nested, size, old, new, self.thread, site))

    def book(self, op, stream, size, old, new):
        live = self.live[stream]
        if old and (op != 2 or new):
            if live.pop(old, None) is None:
                self.unknown_frees += 1
        if new:
            if new in live:
                raise Wrong(f"{new:#x} is handed out while it is live (record {self.count})")
            live[new] = size
        self.arenas_peak = max(self.arenas_peak, sum(s >= 256 << 10 for s in self.live[3].values())
                               if stream == 3 else 0)
