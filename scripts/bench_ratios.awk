# Reads Google Benchmark's CSV of bench/ and prints the ratios that matter. Of repetitions the fastest counts.
# seconds_per_item: an item is an environment step of one column, a window learned from, or a column of a product.
BEGIN { FS = "," }

{ gsub(/"/, "") }

/^name,/ {
  for (i = 1; i <= NF; ++i) column[$i] = i
  next
}

column["name"] && NF >= column["of_machine_rate"] {
  name = $1
  if (name ~ /^environment\// && !(name in time)) environments[++environment_count] = name
  seconds = $column["seconds_per_item"]
  if (seconds > 0 && (!(name in time) || seconds < time[name])) {
    time[name] = seconds
    rate[name] = $column["GFLOP"]
    share[name] = $column["of_machine_rate"]
  }
}

# Prints text and value, unless a benchmark was left out.
function line(text, value, unit) { printf "%-62s %10.3g %s\n", text, value, unit }

function ratio(text, slow, fast) {
  if ((slow in time) && (fast in time)) line(text, time[slow] / time[fast], "x")
}

# The rate of a deduction over that of the faster of two products of the recurrent weights alone, on as many columns.
function product_share(name, columns,    eigen, packed) {
  eigen = rate["product_1200x400/eigen/" columns]
  packed = rate["product_1200x400/packed/" columns]
  if (eigen > 0) line("  of the rate of a product of 1200 x 400", 100 * rate[name] / (eigen > packed ? eigen : packed), "%")
}

function deduction(text, name, columns) {
  if (!((name "/" columns) in time)) return
  line(text ", an environment step and column", time[name "/" columns], "s")
  line("  over the arithmetic limit", 1 / share[name "/" columns], "x")
  if (name ~ /_400$/) product_share(name "/" columns, columns)
}

function deductions(text, name) {
  deduction(text ", 1 column", name, 1)
  deduction(text ", 10 columns", name, 10)
  ratio("  gain of lockstep", name "/1", name "/10")
}

function learner(text, name, unit_per_second, unit) {
  if (!(name in time)) return
  line(text, unit_per_second * time[name], unit)
  line("  over the arithmetic limit", 1 / share[name], "x")
}

END {
  if ("machine/square_product" in time) line("float product of 1024 x 1024", rate["machine/square_product"], "GFLOP/s")
  deductions("GRU 400, T 15, 200 iterations", "deduction/gru_400")
  deductions("LSTM 400, T 15, 200 iterations", "deduction/lstm_400")
  deductions("GRU 100, T 40, a sweep of 10 members", "deduction/gru_100")
  ratio("packed weights over Eigen, 1200 x 400 times 1 column", "product_1200x400/eigen/1", "product_1200x400/packed/1")
  ratio("packed weights over Eigen, 1200 x 400 times 10 columns", "product_1200x400/eigen/10", "product_1200x400/packed/10")
  if ("learning/update_gru_100/1" in time) line("update of a member, GRU 100, chunk 5", 1e6 * time["learning/update_gru_100/1"], "us")
  ratio("  gain of updates with 16 windows, a window", "learning/update_gru_100/1", "learning/update_gru_100/16")
  if ("learning/priorities_of_1000_windows" in time) line("priorities of 1000 windows", 1e3 * time["learning/priorities_of_1000_windows"], "ms")
  learner("map_propagation, a step of CartPole with all it learns", "map_propagation/cart_pole_step", 1e6, "us")
  learner("map_propagation, a batch of 128 of the multiplexer", "map_propagation/multiplexer_batch_128", 1e3, "ms")
  learner("ddpg 64-64, a step with an update from 64 transitions", "ddpg/step_64_64", 1e6, "us")
  learner("neuron_local 64-64, the same", "neuron_local/step_64_64", 1e6, "us")
  for (i = 1; i <= environment_count; ++i) line(environments[i], 1e-6 / time[environments[i]], "million steps/s")
}
