#!/usr/bin/python3
"""The scalar regression task with a target network of this project, for tests/data/map_propagation/regression_task.json.

Chung, "An alternative to backpropagation in deep reinforcement learning", 2020, section 5.2, and its code: inputs are
standard normal, the wanted output is y = relu(relu(x A) c) with A and c standard normal; the reward is -(a - y)^2 in the
code and -|a - y| in the text.
"""

import numpy as np

import recording

INPUTS, HIDDEN, SAMPLES = 8, 8, 12

rng = np.random.default_rng(1)
hidden_weights = rng.normal(size=(INPUTS, HIDDEN))
output_weights = rng.normal(size=(HIDDEN, 1))
x = rng.normal(size=(SAMPLES, INPUTS))
y = np.maximum(np.maximum(x @ hidden_weights, 0.0) @ output_weights, 0.0)[:, 0]
actions = y + rng.normal(size=SAMPLES)
recording.write(
    "map_propagation/regression_task.json",
    {
        "program": "tests/reference/regression_task.py",
        "A": hidden_weights,
        "c": output_weights,
        "x": x,
        "y": y,
        "actions": actions,
        "squared_error": -((actions - y) ** 2),
        "distance": -np.abs(actions - y),
    },
)
