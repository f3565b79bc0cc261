# Shares of samples by kind of work: see scripts/profile.sh.
# Files in this order: samples and address within the program; samples, address and name in other libraries; what
# addr2line -a -i -f says of the former: an address, then pairs of a function and its file.
function kind_of(text) {
  if (text ~ /philox|Philox|lib\/core\/(rng|normal_noise)|plan_noise/) return "random numbers"
  if (text ~ /(^|[ :_])p?(exp|expm1|log|log1p|tanh|sin|cos|sincos|pow|logistic|sigmoid)f?(_[a-z_]+)?[ (<@]/) return "transcendental functions"
  if (text ~ /Softplus|generic_fast_|fast_tanh|generic_exp|xflow|activation\.cpp/) return "transcendental functions"
  if (text ~ /\/envs\//) return "environment"
  if (text ~ /GeneralBlockPanel|GeneralMatrix|general_matrix|gebp|gemv|gemm|Products\/|matrix_vector\.|few_columns_product/) return "linear algebra"
  if (text ~ /panel_kernel|dot_kernel|packed_matrix|lib\/nn\/(product|transpose|optimiser)|weight_products|outer_product/) return "linear algebra"
  if (text ~ /for_each_packet|dense_assignment|redux_impl|Eigen::internal::(add_)?assign_op/) return "arrays, element by element"
  return "the rest"
}
FILENAME != previous { previous = FILENAME; part++ }
part == 1 { order[++addresses] = $1; total += $1; next }
part == 2 { samples[kind_of(" " $0 " ")] += $1; total += $1; next }
/^0x/ { close_address(); current = ++lines; chain = ""; next }
{ chain = chain " " $0 " " }
function close_address() {
  if (current) samples[kind_of(chain)] += order[current]
}
END {
  close_address()
  count = split("linear algebra;arrays, element by element;transcendental functions;random numbers;environment;the rest", kinds, ";")
  for (k = 1; k <= count; k++) printf "%-26s %5.1f %%\n", kinds[k], 100 * samples[kinds[k]] / total
}
