# Draws experiment1.csv, which experiment1.sh writes: how well critics of single neurons follow the global one.
stem = ARG0[1 : strlen(ARG0) - 3]
data = stem . ".csv"
published = 0.389

set encoding utf8
set datafile separator ","
set datafile columnheaders
set xrange [0.5 : 20.5]
set yrange [-0.2 : 0.7]
set xlabel "episode"
set border 3 linecolor "#606060"
set tics nomirror out
set grid linecolor "#e0e0e0" linetype 1

layers = "l0 l1 l2"
array names = ["first hidden layer", "second hidden layer", "output neuron"]
colours = "#0072B2 #D55E00 #009E73"
phases = "one_phase two_phases"
array titles = ["The global critic learns throughout", "It is frozen after episode 10; the actor begins anew"]

of(phase, layer, x) = strcol("phases") eq phase && strcol("layer") eq layer && strcol("critics") eq "neurons" ? x : NaN

do for [ending in "svg png"] {
  if (ending eq "svg") {
    set terminal svg size 1120, 480 dynamic background "#ffffff" font "DejaVu Sans,13"
  } else {
    set terminal pngcairo size 2240, 960 fontscale 2 linewidth 2 pointscale 2 background "#ffffff" font "DejaVu Sans,13"
  }
  set output stem . "." . ending
  set key top left horizontal Left reverse noenhanced samplen 2
  set multiplot layout 1, 2 margins 0.08, 0.98, 0.17, 0.92 spacing 0.08, 0
  do for [i = 1:2] {
    phase = word(phases, i)
    set title titles[i] offset 0, -0.5
    if (i == 1) {
      set ylabel "Pearson's r of the time derivatives of Q"
    } else {
      unset ylabel
      unset key
    }
    plot for [k = 1:3] data using "episode":(of(phase, word(layers, k), column("low"))):"high" with filledcurves \
           fillcolor rgb word(colours, k) fillstyle transparent solid 0.15 noborder notitle, \
         for [k = 1:3] data using "episode":(of(phase, word(layers, k), column("mean"))) with lines linewidth 2 \
           linecolor rgb word(colours, k) title names[k], \
         published with lines dashtype 2 linewidth 1.5 linecolor rgb "#606060" title "published: one neuron, one episode"
  }
  unset multiplot
}
