# Draws growth.csv and memory.csv, which growth.sh writes.
stem = ARG0[1 : strlen(ARG0) - 3]
folder = system("dirname " . ARG0)

set encoding utf8
set datafile separator ","
set datafile columnheaders
set border 3 linecolor "#606060"
set tics nomirror out
set grid linecolor "#e0e0e0" linetype 1
set xlabel "episodes"
set xrange [0 : 105]
set yrange [0 : *]
set key top left Left reverse noenhanced samplen 2

array capacities = [0, 5000]
array names = ["all windows kept", "at most 5000 windows"]
colours = "#0072B2 #D55E00"
of(capacity, x) = column("capacity") == capacity ? x : NaN

do for [ending in "svg png"] {
  if (ending eq "svg") {
    set terminal svg size 1120, 420 dynamic background "#ffffff" font "DejaVu Sans,13"
  } else {
    set terminal pngcairo size 2240, 840 fontscale 2 linewidth 2 pointscale 2 background "#ffffff" font "DejaVu Sans,13"
  }
  set output stem . "." . ending
  set multiplot layout 1, 2 margins 0.07, 0.98, 0.17, 0.9 spacing 0.1, 0
  set title "Seconds of a learning phase and five episodes"
  plot for [i = 1:2] folder . "/growth.csv" using (of(capacities[i], column("episode"))):"seconds" with linespoints \
    pointtype 7 pointsize 0.5 linewidth 2 linecolor rgb word(colours, i) title names[i]
  set title "Peak memory of the run, MB"
  plot for [i = 1:2] folder . "/memory.csv" using (of(capacities[i], column("episodes"))):(column("peak_memory_bytes") / 1e6) \
    with linespoints pointtype 7 pointsize 0.5 linewidth 2 linecolor rgb word(colours, i) title names[i]
  unset multiplot
}
