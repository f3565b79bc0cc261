# Draws figures.csv, which `rlrun report` writes: returns with 95% intervals, a row a change.
stem = ARG0[1 : strlen(ARG0) - 3]
folder = system("dirname " . ARG0)
data = folder . "/figures.csv"

set encoding utf8
set datafile separator ","
set datafile columnheaders
set border 3 linecolor "#606060"
set tics nomirror out
set ytics scale 0
set grid xtics linecolor "#e0e0e0" linetype 1

tasks = "rgrl_ablation_cartpole rgrl_ablation_mountain_car"
array titles = ["CartPole-v1, 40 episodes", "MountainCar-v0, 24 episodes"]
array lowest = [0, -200]
array highest = [510, -100]

# Rows of the task's values of a metric, numbered from the top.
shown(task, metric) = strcol("experiment") eq task && strcol("metric") eq metric
row(task, metric, x) = shown(task, metric) ? (n = n + 1, x) : NaN
name(text) = text[1 : strstrt(text, ", ") - 1]
metrics = "evaluation second_half"
array meanings = ["mean return of 100 episodes of the frozen ensemble", "of the second half of the episodes learned from"]
colours = "#0072B2 #D55E00"
array shift = [0.12, -0.12]

do for [ending in "svg png"] {
  if (ending eq "svg") {
    set terminal svg size 1120, 520 dynamic background "#ffffff" font "DejaVu Sans,13"
  } else {
    set terminal pngcairo size 2240, 1040 fontscale 2 linewidth 2 pointscale 2 background "#ffffff" font "DejaVu Sans,13"
  }
  set output stem . "." . ending
  set multiplot layout 1, 2 margins 0.21, 0.98, 0.19, 0.93 spacing 0.25, 0
  do for [i = 1:2] {
    task = word(tasks, i)
    array base = [NaN, NaN]
    do for [k = 1:2] {
      stats data using (shown(task, word(metrics, k)) && strcol("group") eq "base" ? (base[k] = column("mean")) : NaN) nooutput
      set arrow k from base[k], graph 0 to base[k], graph 1 nohead dashtype 2 linecolor rgb word(colours, k)
    }
    if (i == 1) {
      set key at screen 0.6, 0.11 right vertical Left reverse noenhanced samplen 1
    } else {
      unset key
    }
    set title titles[i] offset 0, -0.5
    set xrange [lowest[i] : highest[i]]
    set yrange [-14.7 : -0.3]
    n = 0
    plot data using (row(task, word(metrics, 1), column("mean"))):(shift[1] - n):"low":"high":ytic(name(strcol("what"))) \
           with xerrorbars pointtype 7 pointsize 0.6 linewidth 1.5 linecolor rgb word(colours, 1) title meanings[1], \
         n = 0, data using (row(task, word(metrics, 2), column("mean"))):(shift[2] - n):"low":"high" \
           with xerrorbars pointtype 7 pointsize 0.6 linewidth 1.5 linecolor rgb word(colours, 2) title meanings[2]
  }
  unset multiplot
}
