"""What the reference programs share: how a learner's life is written down for tests/golden/learner_replay_test.cpp."""

import json
import pathlib

import numpy as np

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


def as_lists(value):
    """Arrays as nested lists of numbers, also within dictionaries and lists."""
    if isinstance(value, dict):
        return {key: as_lists(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_lists(entry) for entry in value]
    return np.asarray(value).tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def write(path, content):
    """Writes JSON whose numbers are the shortest that read back as the same double; one step a line."""
    path = DATA / path
    path.parent.mkdir(exist_ok=True)
    lines = []
    for key, value in as_lists(content).items():
        if key == "steps":
            lines.append('"steps": [\n  ' + ",\n  ".join(json.dumps(step) for step in value) + "\n]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value)}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"recorded: {path.relative_to(DATA.parent)}")


class Box:
    """The linear map between [low, high] and [-1, 1]."""

    def __init__(self, low, high):
        self.low, self.high = np.array(low, float), np.array(high, float)

    def to_unit(self, value):
        return 2.0 * (value - self.low) / (self.high - self.low) - 1.0

    def from_unit(self, value):
        return self.low + 0.5 * (np.clip(value, -1.0, 1.0) + 1.0) * (self.high - self.low)

    def draw(self, rng):
        return rng.uniform(self.low, self.high)

    def description(self):
        return {"low": self.low, "high": self.high}
