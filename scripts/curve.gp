# Draws the learning curve of one run. Arguments: a curve.csv, the title, the path of the pictures without ending.
curve = ARG1
name = ARG2
picture = ARG3

set datafile separator ","

# Mean of the latest 10 episodes, of fewer at the beginning. `window` holds the latest returns, the oldest first lost.
width = 10
array window[width]
filled(i) = i + 1 < width ? i + 1 : width
running_mean(i, value) = (window[i % width + 1] = value, (sum [k = 1:filled(i)] window[k]) / filled(i))

set label name noenhanced at graph 0, graph 1.06
set tmargin 3
set xlabel "episode"
set ylabel "return"
# Zero is always in the picture; returns below it are not cut off.
set yrange [* < 0 : *]
set xrange [-1 : *] noextend
set key at graph 1, graph 1.02 right bottom horizontal Left reverse samplen 2
set border 3 linecolor "#606060"
set tics nomirror out
set grid linecolor "#e0e0e0" linetype 1
set offsets 0, graph 0.01, graph 0.03, 0

do for [ending in "svg png"] {
  if (ending eq "svg") {
    set terminal svg size 900, 500 dynamic background "#ffffff" font "DejaVu Sans,14"
  } else {
    set terminal pngcairo size 1800, 1000 fontscale 2 linewidth 2 pointscale 2 background "#ffffff" font "DejaVu Sans"
  }
  set output picture . "." . ending
  plot curve using "episode":"episode_return" with points pointtype 7 pointsize 0.5 linecolor "#6baed6" \
         title "one episode", \
       curve using "episode":(running_mean(int($0), column("episode_return"))) with lines linewidth 2 \
         linecolor "#08519c" title "mean of the latest 10"
}
