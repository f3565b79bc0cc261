#!/usr/bin/python3
"""The reinforcement-modified network, unit by unit, for tests/data/learners/reinforcement_modified_*.json.

The desired-output generator is that of "Reinforcement Modified Neural Networks" with the formulas that README.md gives;
the network is a 2-layer network of sigmoid units trained by plain error back-propagation, one sample at a time.
"""

import math

import numpy as np

import recording

OBSERVATIONS = recording.Box([-1.0, -1.0, -1.0], [1.0, 1.0, 1.0])
CHOICES = 3
HIDDEN = 4
RATE = 0.8
REWARD_STEP, PUNISH_STEP, SPREAD_STEP = 0.5, 0.3, 0.1
CEILING, FLOOR, MARGIN = 0.9, 0.1, 0.05


def sigmoid(z):
    return 1.0 / (1.0 + math.exp(-z))


def desired_output(y, a, f):
    t = list(y)
    if f > 0.0:
        t[a] = y[a] + REWARD_STEP * f * (CEILING - y[a])
        for j in range(len(y)):
            if j != a:
                t[j] = min(y[j], t[a] - MARGIN)
    if f < 0.0:
        t[a] = y[a] - PUNISH_STEP * abs(f) * (y[a] - FLOOR)
        for j in range(len(y)):
            if j != a:
                t[j] = y[j] + SPREAD_STEP * abs(f) * (CEILING - y[j]) / (len(y) - 1)
    return t


class Network:
    def __init__(self, rng):
        inputs = len(OBSERVATIONS.low)
        self.hidden_weights = rng.uniform(-0.8, 0.8, size=(HIDDEN, inputs))
        self.hidden_biases = rng.uniform(-0.5, 0.5, size=HIDDEN)
        self.output_weights = rng.uniform(-0.8, 0.8, size=(CHOICES, HIDDEN))
        self.output_biases = rng.uniform(-0.5, 0.5, size=CHOICES)

    def forward(self, x):
        hidden = [sigmoid(w @ x + b) for w, b in zip(self.hidden_weights, self.hidden_biases)]
        outputs = [sigmoid(w @ np.array(hidden) + b) for w, b in zip(self.output_weights, self.output_biases)]
        return hidden, outputs

    def train(self, x, targets, hidden, outputs):
        """One step against the gradient of sum_i (y_i - t_i)^2 / 2."""
        d_outputs = [(y - t) * y * (1.0 - y) for y, t in zip(outputs, targets)]
        d_hidden = [
            h * (1.0 - h) * sum(d_outputs[i] * self.output_weights[i, j] for i in range(CHOICES))
            for j, h in enumerate(hidden)
        ]
        for i in range(CHOICES):
            for j in range(HIDDEN):
                self.output_weights[i, j] -= RATE * d_outputs[i] * hidden[j]
            self.output_biases[i] -= RATE * d_outputs[i]
        for j in range(HIDDEN):
            for k in range(len(x)):
                self.hidden_weights[j, k] -= RATE * d_hidden[j] * x[k]
            self.hidden_biases[j] -= RATE * d_hidden[j]

    def learn(self, x, action, reinforcement):
        hidden, outputs = self.forward(x)
        self.train(x, desired_output(outputs, action, reinforcement), hidden, outputs)

    def state(self):
        """As the program saves it: weights (out x in) and biases (out x 1), layer after layer."""
        tensors = (self.hidden_weights, self.hidden_biases[:, None], self.output_weights, self.output_biases[:, None])
        return {"network": [tensor.copy() for tensor in tensors]}


class Immediate:
    """Every action is judged by its reward, at once."""

    config = "{timing: immediate, gain: 0.7, offset: 0.1, limit: 1}"

    def judge(self, step, history):
        return [(step["observation"], step["choice"], float(np.clip(0.7 * step["reward"] + 0.1, -1.0, 1.0)))]


class Trace:
    """The last actions of an episode that has ended get f decay^k, k steps before the end; the last one first."""

    window, decay, gain, termination, baseline_rate = 4, 0.6, 0.4, -0.3, 0.1

    def __init__(self, baseline):
        self.baseline = baseline
        self.returns = []
        rate = f", baseline_rate: {self.baseline_rate}" if baseline == "mean_return" else ""
        self.config = (
            f"{{timing: trace, window: {self.window}, decay: {self.decay}, gain: {self.gain}, outcome: end, "
            f"baseline: {baseline}{rate}, termination: {self.termination}}}"
        )

    def judge(self, step, history):
        if not (step["terminated"] or step["truncated"]):
            return []
        self.returns.append(sum(before["reward"] for before in history))
        f = self.gain * (self.returns[-1] - self.expected()) + (self.termination if step["terminated"] else 0.0)
        f = float(np.clip(f, -1.0, 1.0))
        last = history[::-1][: self.window]
        return [(before["observation"], before["choice"], f * self.decay**k) for k, before in enumerate(last)]

    def expected(self):
        """The running mean of the returns, the latest one included; an older one has lost baseline_rate of its weight
        with every new one."""
        if self.baseline == "none":
            return 0.0
        weights = [(1.0 - self.baseline_rate) ** age for age in range(len(self.returns))][::-1]
        return float(np.average(self.returns, weights=weights))


def record(name, reinforcement, count):
    rng = np.random.default_rng(1)
    network = Network(rng)
    initial = network.state()
    begins, history, steps = True, [], []
    observation = OBSERVATIONS.draw(rng)
    for t in range(count):
        history = [] if begins else history
        choice = int(np.argmax(network.forward(observation)[1]))
        step = {
            "begins": begins,
            "observation": observation,
            "action": [float(choice)],
            "reward": rng.normal(),
            "next_observation": OBSERVATIONS.draw(rng),
            "terminated": t % 7 == 5,
            "truncated": t % 7 == 1,
        }
        history.append(step | {"choice": choice})
        for x, action, f in reinforcement.judge(history[-1], history):
            network.learn(x, action, f)
        steps.append(step | {"normals": [], "indices": [], "after": network.state()})
        begins = step["terminated"] or step["truncated"]
        observation = OBSERVATIONS.draw(rng) if begins else step["next_observation"]
    config = f"""
network: {{hidden_units: {HIDDEN}, optimiser: {{name: sgd, learning_rate: {RATE}}}}}
desired_output:
  {{reward_step: {REWARD_STEP}, punish_step: {PUNISH_STEP}, spread_step: {SPREAD_STEP}, ceiling: {CEILING}, floor: {FLOOR},
   margin: {MARGIN}}}
input: {{scaling: none}}
selection: {{kind: argmax}}
reinforcement: {reinforcement.config}
"""
    recording.write(
        f"learners/reinforcement_modified_{name}.json",
        {
            "program": "tests/reference/reinforcement_modified.py",
            "learner": "reinforcement_modified",
            "config": config,
            "environment": {"observations": OBSERVATIONS.description(), "actions": {"count": CHOICES}},
            "initial": initial,
            "steps": steps,
        },
    )


record("immediate", Immediate(), 20)
record("trace", Trace("none"), 30)
record("trace_baseline", Trace("mean_return"), 30)
