#!/usr/bin/python3
"""DDPG with automatic differentiation and the optimisers of PyTorch, in double, for tests/data/learners/ddpg_*.json.

Written from Lillicrap et al., "Continuous control with deep reinforcement learning", ICLR 2016, Algorithm 1 and section 7.
"""

import copy

import numpy as np
import torch

import recording

torch.set_default_dtype(torch.float64)

OBSERVATIONS = recording.Box([-2.0, 0.0, -1.0], [2.0, 1.0, 1.0])
ACTIONS = recording.Box([-1.0, 0.0], [1.0, 4.0])
ACTOR_HIDDEN, CRITIC_HIDDEN = [5, 4], [6, 4]
ACTOR_RATE, CRITIC_RATE, WEIGHT_DECAY = 0.003, 0.01, 0.01
DISCOUNT, TARGET_RATE, REWARD_SCALE = 0.95, 0.1, 0.1
THETA, SIGMA = 0.15, 0.2
BATCH, STARTS = 5, 4


class Actor(torch.nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [len(OBSERVATIONS.low), *ACTOR_HIDDEN, len(ACTIONS.low)]
        self.layers = torch.nn.ModuleList(torch.nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))

    def forward(self, observation):
        x = observation
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return torch.tanh(self.layers[-1](x))


class Critic(torch.nn.Module):
    """The action enters at the second layer, after what that layer sees of the first."""

    def __init__(self):
        super().__init__()
        sizes = [len(OBSERVATIONS.low), *CRITIC_HIDDEN, 1]
        inputs = [size + (len(ACTIONS.low) if layer == 1 else 0) for layer, size in enumerate(sizes[:-1])]
        self.layers = torch.nn.ModuleList(torch.nn.Linear(i, o) for i, o in zip(inputs, sizes[1:]))

    def forward(self, observation, action):
        x = torch.relu(self.layers[0](observation))
        x = torch.relu(self.layers[1](torch.cat([x, action], dim=1)))
        return self.layers[2](x)


def approach(target, source):
    with torch.no_grad():
        for slow, fast in zip(target.parameters(), source.parameters()):
            slow.copy_(TARGET_RATE * fast + (1.0 - TARGET_RATE) * slow)


class Agent:
    def __init__(self):
        self.actor, self.critic = Actor(), Critic()
        self.target_actor, self.target_critic = copy.deepcopy(self.actor), copy.deepcopy(self.critic)
        self.actor_optimiser = torch.optim.Adam(self.actor.parameters(), lr=ACTOR_RATE)
        self.critic_optimiser = torch.optim.Adam(self.critic.parameters(), lr=CRITIC_RATE, weight_decay=WEIGHT_DECAY)

    def learn(self, batch):
        """batch: a list of (observation, action, reward, next observation, continues), all in [-1, 1]."""
        columns = [torch.tensor(np.array(column)) for column in zip(*batch)]
        observation, action, reward, next_observation, continues = columns
        with torch.no_grad():
            next_value = self.target_critic(next_observation, self.target_actor(next_observation))[:, 0]
            target = reward + DISCOUNT * continues * next_value
        self.critic_optimiser.zero_grad()
        ((target - self.critic(observation, action)[:, 0]) ** 2).mean().backward()
        self.critic_optimiser.step()
        self.actor_optimiser.zero_grad()
        (-self.critic(observation, self.actor(observation)).mean()).backward()
        self.actor_optimiser.step()
        approach(self.target_critic, self.critic)
        approach(self.target_actor, self.actor)

    def state(self):
        """As the program saves it: of every network weights (out x in) and biases (out x 1), layer after layer."""
        names = ("actor", "critic", "target_actor", "target_critic")
        return {
            name: [p.detach().numpy().reshape(len(p), -1).copy() for p in getattr(self, name).parameters()]
            for name in names
        }


CONFIG = f"""
actor: {{hidden: {ACTOR_HIDDEN}, optimiser: {{name: adam, learning_rate: {ACTOR_RATE}}}}}
critic:
  hidden: {CRITIC_HIDDEN}
  action_layer: 1
  optimiser: {{name: adam, learning_rate: {CRITIC_RATE}, weight_decay: {WEIGHT_DECAY}}}
discount: {DISCOUNT}
target_rate: {TARGET_RATE}
batch_size: {BATCH}
learning_starts: {STARTS}
reward_scale: {REWARD_SCALE}
noise: {{kind: ornstein_uhlenbeck, sigma: {SIGMA}, reversion: {THETA}}}
"""


def record(name, count):
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    agent = Agent()
    initial = agent.state()
    observation, begins = OBSERVATIONS.draw(rng), True
    memory, steps = [], []
    for t in range(count):
        noise = np.zeros(len(ACTIONS.low)) if begins else noise
        normals = rng.normal(size=len(noise))
        noise = (1.0 - THETA) * noise + SIGMA * normals
        seen = OBSERVATIONS.to_unit(observation)
        with torch.no_grad():
            output = agent.actor(torch.tensor(seen)).numpy()
        action = np.clip(output + noise, -1.0, 1.0)
        step = {
            "begins": begins,
            "observation": observation,
            "normals": normals,
            "action": ACTIONS.from_unit(action),
            "reward": rng.normal(),
            "next_observation": OBSERVATIONS.draw(rng),
            "terminated": t == 4,
            "truncated": t == 8,
            "indices": [],
        }
        next_seen = OBSERVATIONS.to_unit(step["next_observation"])
        memory.append((seen, action, REWARD_SCALE * step["reward"], next_seen, float(not step["terminated"])))
        if len(memory) >= STARTS:
            step["indices"] = rng.integers(len(memory), size=BATCH)
            agent.learn([memory[i] for i in step["indices"]])
        steps.append(step | {"after": agent.state()})
        begins = step["terminated"] or step["truncated"]
        observation = OBSERVATIONS.draw(rng) if begins else step["next_observation"]
    recording.write(
        f"learners/{name}.json",
        {
            "program": "tests/reference/ddpg.py",
            "learner": "ddpg",
            "config": CONFIG,
            "environment": {"observations": OBSERVATIONS.description(), "actions": ACTIONS.description()},
            "initial": initial,
            "steps": steps,
        },
    )


record("ddpg", 12)
