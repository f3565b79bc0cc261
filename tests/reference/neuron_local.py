#!/usr/bin/python3
"""The neuron-local actor-critic, one neuron after the other, for tests/data/learners/neuron_local_*.json.

Written from the rules in Guss et al., "Backpropagation-free parallel deep reinforcement learning", 2016, sections 3 and
4.2, and Silver et al., "Deterministic policy gradient algorithms", 2014, section 5; what they leave open is decided as
README.md says. Every neuron is an object of its own with plain loops over its steps, as far from matrix expressions over
layers as possible.
"""

import numpy as np

import recording

OBSERVATIONS = recording.Box([-2.0, 0.0], [2.0, 1.0])
ACTIONS = recording.Box([-1.0], [3.0])
HIDDEN = 3
DISCOUNT = 0.9
REWARD_SCALE = 0.5
THETA, SIGMA, HIDDEN_SIGMA = 0.15, 0.2, 0.1


def mean_output(weights, v):
    return np.tanh(weights @ np.append(v, 1.0))


class Linear:
    """Q(v, alpha) = th_v.v + th_a alpha + c. The weights are (th_v, c) and th_a."""

    def __init__(self, inputs, rng):
        self.value = rng.normal(size=inputs + 1) * 0.3
        self.slope = rng.normal(size=1) * 0.3

    def gradient(self, v, alpha, mean, derivative):
        """By the weights of the value and by those of the slope."""
        return np.append(v, 1.0), np.array([alpha])

    def action_slope(self, v, mean, derivative):
        return self.slope[0]


class Compatible:
    """Q(v, alpha) = (alpha - mu) g.w + val.(v, 1), g = d mu/d(k, b)."""

    def __init__(self, inputs, rng):
        self.value = rng.normal(size=inputs + 1) * 0.3
        self.slope = rng.normal(size=inputs + 1) * 0.3

    def gradient(self, v, alpha, mean, derivative):
        u = np.append(v, 1.0)
        return u, (alpha - mean) * derivative * u

    def action_slope(self, v, mean, derivative):
        return derivative * np.append(v, 1.0) @ self.slope


class Quadratic:
    """The polynomial of order 2 in (v, alpha): one weight for every product of two entries of (v, 1), and of alpha with
    every entry of (v, 1), and of alpha with itself."""

    def __init__(self, inputs, rng):
        count = inputs + 1
        self.value = rng.normal(size=count * (count + 1) // 2) * 0.3
        self.slope = rng.normal(size=count + 1) * 0.3

    def gradient(self, v, alpha, mean, derivative):
        u = np.append(v, 1.0)
        products = [u[i] * u[j] for i in range(len(u)) for j in range(i, len(u))]
        return np.array(products), np.append(alpha * u, alpha * alpha)

    def action_slope(self, v, mean, derivative):
        return np.append(v, 1.0) @ self.slope[:-1] + 2.0 * mean * self.slope[-1]


class Neuron:
    """An agent: incoming weights (k, b), a critic, and target copies of both."""

    def __init__(self, critic_kind, inputs, settings, rng):
        self.settings = settings
        self.weights = rng.uniform(-1.0, 1.0, size=inputs + 1)
        self.critic = critic_kind(inputs, rng)
        self.target = {"weights": self.weights, "value": self.critic.value, "slope": self.critic.slope}
        self.begin_episode()

    def begin_episode(self):
        self.traces = [np.zeros_like(self.critic.value), np.zeros_like(self.critic.slope)]

    def q(self, v, alpha):
        mean, derivative = self.examine(v)
        by_value, by_slope = self.critic.gradient(v, alpha, mean, derivative)
        return self.critic.value @ by_value + self.critic.slope @ by_slope

    def target_q(self, v):
        """Of what the target weights do."""
        mean = mean_output(self.target["weights"], v)
        by_value, by_slope = self.critic.gradient(v, mean, mean, 1.0 - mean**2)
        return self.target["value"] @ by_value + self.target["slope"] @ by_slope

    def examine(self, v):
        mean = mean_output(self.weights, v)
        return mean, 1.0 - mean**2

    def learn(self, batch):
        """batch: a list of (v, alpha, reward, v', continues). All changes are by the weights before them."""
        settings = self.settings
        d_weights = np.zeros_like(self.weights)
        d_value, d_slope = np.zeros_like(self.critic.value), np.zeros_like(self.critic.slope)
        for v, alpha, reward, next_v, continues in batch:
            error = reward + DISCOUNT * continues * self.target_q(next_v) - self.q(v, alpha)
            mean, derivative = self.examine(v)
            gradients = self.critic.gradient(v, alpha, mean, derivative)
            if settings["trace_decay"] > 0.0:
                decay = DISCOUNT * settings["trace_decay"]
                gradients = self.traces = [decay * trace + new for trace, new in zip(self.traces, gradients)]
            d_value += error * gradients[0]
            d_slope += error * gradients[1]
            if settings["natural"]:
                d_weights += self.critic.slope
            else:
                d_weights += self.critic.action_slope(v, mean, derivative) * derivative * np.append(v, 1.0)
        share = 1.0 / len(batch)
        self.critic.value = self.critic.value + settings["critic_rate"] * share * d_value
        self.critic.slope = self.critic.slope + settings["critic_rate"] * share * d_slope
        self.weights = self.weights + settings["actor_rate"] * share * d_weights
        now = {"weights": self.weights, "value": self.critic.value, "slope": self.critic.slope}
        tau = settings["target_rate"]
        self.target = {name: tau * now[name] + (1.0 - tau) * self.target[name] for name in now}


class Network:
    """A hidden layer and an output neuron."""

    def __init__(self, critic_kind, settings, rng):
        sizes = [len(OBSERVATIONS.low), HIDDEN, len(ACTIONS.low)]
        self.layers = [
            [Neuron(critic_kind, inputs, settings, rng) for _ in range(neurons)]
            for inputs, neurons in zip(sizes, sizes[1:])
        ]
        self.noise = np.zeros(sum(sizes[1:]))
        self.sigmas = np.array([HIDDEN_SIGMA] * HIDDEN + [SIGMA] * sizes[-1])

    def begin_episode(self):
        self.noise[:] = 0.0
        for layer in self.layers:
            for neuron in layer:
                neuron.begin_episode()

    def act(self, observation, normals):
        """What goes through the network, layer after layer, with noise. Outputs of the last layer stay in [-1, 1]."""
        self.noise = (1.0 - THETA) * self.noise + self.sigmas * normals
        seen = [observation]
        noise = iter(self.noise)
        for layer in self.layers:
            seen.append(np.array([mean_output(n.weights, seen[-1]) + next(noise) for n in layer]))
        seen[-1] = np.clip(seen[-1], -1.0, 1.0)
        return seen

    def target_activations(self, observation):
        seen = [observation]
        for layer in self.layers:
            seen.append(np.array([mean_output(n.target["weights"], seen[-1]) for n in layer]))
        return seen

    def learn(self, steps):
        """steps: a list of (activations, reward, next observation, continues)."""
        nexts = [self.target_activations(next_observation) for _, _, next_observation, _ in steps]
        for l, layer in enumerate(self.layers):
            for i, neuron in enumerate(layer):
                neuron.learn(
                    [
                        (seen[l], seen[l + 1][i], reward, next_seen[l], continues)
                        for (seen, reward, _, continues), next_seen in zip(steps, nexts)
                    ]
                )

    def state(self):
        """As the program saves it: one matrix a name, a column a neuron."""
        result = {}
        for l, layer in enumerate(self.layers):
            for name, now in (
                ("weights", [n.weights for n in layer]),
                ("slope", [n.critic.slope for n in layer]),
                ("value", [n.critic.value for n in layer]),
            ):
                result[f"layer {l} {name}"] = [np.array(now).T]
                result[f"layer {l} {name} target"] = [np.array([n.target[name] for n in layer]).T]
        return result


def config(kind, settings):
    replay = f"batch_size: {settings['batch']}, capacity: 100, learning_starts: {settings['starts']}"
    return f"""
critic: {{kind: {kind}, learning_rate: {settings['critic_rate']}, value_rate: {settings['critic_rate']}}}
actor:
  hidden: [{HIDDEN}]
  learning_rate: {settings['actor_rate']}
  natural: {str(settings['natural']).lower()}
exploration: {{kind: ornstein_uhlenbeck, sigma: {SIGMA}, reversion: {THETA}, hidden_sigma: {HIDDEN_SIGMA}}}
learning: {settings['learning']}
replay: {{{replay}}}
discount: {DISCOUNT}
trace_decay: {settings['trace_decay']}
target_rate: {settings['target_rate']}
reward_scale: {REWARD_SCALE}
"""


DEFAULTS = {
    "critic_rate": 0.1,
    "actor_rate": 0.05,
    "natural": False,
    "trace_decay": 0.0,
    "target_rate": 1.0,
    "learning": "online",
    "batch": 4,
    "starts": 4,
}


def record(name, kind, critic_kind, count=10, **changes):
    settings = DEFAULTS | changes
    rng = np.random.default_rng(1)
    network = Network(critic_kind, settings, rng)
    initial = network.state()
    observation, begins = OBSERVATIONS.draw(rng), True
    memory, steps = [], []
    for t in range(count):
        if begins:
            network.begin_episode()
        normals = rng.normal(size=len(network.sigmas))
        seen = network.act(OBSERVATIONS.to_unit(observation), normals)
        terminated, truncated = t == 3, t == 6
        step = {
            "begins": begins,
            "observation": observation,
            "normals": normals,
            "action": ACTIONS.from_unit(seen[-1]),
            "reward": rng.normal(),
            "next_observation": OBSERVATIONS.draw(rng),
            "terminated": terminated,
            "truncated": truncated,
            "indices": [],
        }
        memory.append(
            (seen, REWARD_SCALE * step["reward"], OBSERVATIONS.to_unit(step["next_observation"]), float(not terminated))
        )
        if settings["learning"] == "online":
            network.learn(memory[-1:])
        elif len(memory) >= settings["starts"]:
            step["indices"] = rng.integers(len(memory), size=settings["batch"])
            network.learn([memory[i] for i in step["indices"]])
        steps.append(step | {"after": network.state()})
        begins = terminated or truncated
        observation = OBSERVATIONS.draw(rng) if begins else step["next_observation"]
    recording.write(
        f"learners/neuron_local_{name}.json",
        {
            "program": "tests/reference/neuron_local.py",
            "learner": "neuron_local",
            "config": config(kind, settings),
            "environment": {"observations": OBSERVATIONS.description(), "actions": ACTIONS.description()},
            "initial": initial,
            "steps": steps,
        },
    )


record("linear", "linear", Linear)
record("linear_targets", "linear", Linear, target_rate=0.1)
record("linear_replay", "linear", Linear, learning="replay", target_rate=0.1)
record("compatible", "compatible", Compatible)
record("compatible_natural", "compatible", Compatible, natural=True)
record("compatible_traces", "compatible", Compatible, natural=True, trace_decay=0.8)
record("compatible_replay", "compatible", Compatible, learning="replay", target_rate=0.1)
record("quadratic", "quadratic", Quadratic)
record("quadratic_replay", "quadratic", Quadratic, learning="replay", target_rate=0.1)
