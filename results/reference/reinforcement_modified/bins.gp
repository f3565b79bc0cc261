# Draws bins.csv, which bins.sh writes: returns and memory of the table over its bins a dimension, and the network's.
stem = ARG0[1 : strlen(ARG0) - 3]
data = stem . ".csv"

set encoding utf8
set datafile separator ","
set datafile columnheaders
set datafile missing NaN
set logscale x 2
set xrange [3.4 : 37.6]
set xtics (4, 8, 16, 32)
set xlabel "bins a dimension"
set border 3 linecolor "#606060"
set tics nomirror out
set grid linecolor "#e0e0e0" linetype 1

tasks = "cartpole lunar_lander"
array titles = ["CartPole-v1, 4 inputs", "LunarLanderLite-v2, 8 inputs"]
rates = "0.01 0.03 0.1 0.3 1"
colours = "#F0C040 #E69F00 #D55E00 #A03000 #401000"
array first_rate = [2, 1]
array last_rate = [5, 3]
array lowest = [0, -150]
array highest = [520, 0]
array key_top = [310, -2]
array memory_rate = [0.3, 0.03]

of_table(task, rate, x) = strcol("task") eq task && column("learning_rate") == rate ? x : NaN
of_network(task, x) = strcol("task") eq task && strcol("learner") eq "reinforcement_modified" ? x : NaN

do for [ending in "svg png"] {
  if (ending eq "svg") {
    set terminal svg size 1120, 900 dynamic background "#ffffff" font "DejaVu Sans,13"
  } else {
    set terminal pngcairo size 2240, 1800 fontscale 2 linewidth 2 pointscale 2 background "#ffffff" font "DejaVu Sans,13"
  }
  set output stem . "." . ending
  set multiplot layout 2, 2 margins 0.08, 0.98, 0.09, 0.95 spacing 0.1, 0.15
  unset logscale y
  set format y "%g"
  set ylabel "mean return of the last 100 episodes"
  do for [i = 1:2] {
    task = word(tasks, i)
    set autoscale y
    stats data using (of_network(task, column("mean"))) name "mean" nooutput
    stats data using (of_network(task, column("low"))) name "low" nooutput
    stats data using (of_network(task, column("high"))) name "high" nooutput
    set object 1 rectangle from graph 0, first low_min to graph 1, first high_min behind \
      fillcolor rgb "#0072B2" fillstyle transparent solid 0.15 noborder
    set title titles[i] offset 0, -0.5
    set yrange [lowest[i] : highest[i]]
    set key at graph 0.98, first key_top[i] right top Left reverse samplen 2 maxrows 3
    plot mean_min with lines linewidth 2 linecolor rgb "#0072B2" title "network", \
         for [k = first_rate[i] : last_rate[i]] data \
           using "bins":(of_table(task, word(rates, k) + 0, column("mean"))):"low":"high" with yerrorlines linewidth 2 \
           pointtype 7 pointsize 0.6 linecolor rgb word(colours, k) title "table, rate " . word(rates, k)
  }
  unset object 1
  set autoscale y
  set logscale y 10
  set format y "10^{%T}"
  set ylabel "bytes"
  set key default
  set key top left Left reverse samplen 2
  do for [i = 1:2] {
    task = word(tasks, i)
    set autoscale y
    stats data using (of_network(task, column("bytes"))) name "bytes" nooutput
    set title titles[i] offset 0, -0.5
    set yrange [100 : 1e14]
    plot bytes_min with lines linewidth 2 linecolor rgb "#0072B2" title "network", \
         data using "bins":(of_table(task, memory_rate[i], column("bytes"))) with linespoints linewidth 2 pointtype 7 \
           pointsize 0.6 linecolor rgb "#D55E00" title "table, cells learned from", \
         data using "bins":(of_table(task, memory_rate[i], column("dense_bytes"))) with linespoints linewidth 2 \
           pointtype 6 pointsize 0.6 dashtype 2 linecolor rgb "#D55E00" title "table, all cells"
  }
  unset multiplot
}
