# Draws what scripts/plot_seeds.sh prepares. Arguments: the picture, the folder of the data files 0, 1, ..., the labels.
picture = ARG1
data = ARG2
array colors[6] = ["#08519c", "#d94801", "#238b45", "#6a51a3", "#a50f15", "#525252"]

if (picture[strlen(picture) - 2 : *] eq "svg") {
  set terminal svg size 900, 500 dynamic background "#ffffff" font "DejaVu Sans,14"
} else {
  set terminal pngcairo size 1800, 1000 fontscale 2 linewidth 2 background "#ffffff" font "DejaVu Sans"
}
set output picture
set xlabel "episode"
set ylabel "mean return of the latest 10 episodes"
set yrange [* < 0 : *]
set key left top Left reverse samplen 2 noenhanced
set border 3 linecolor "#606060"
set tics nomirror out
set grid linecolor "#e0e0e0" linetype 1
set style fill transparent solid 0.15 noborder

plot for [i = 3 : ARGC] data . "/" . (i - 3) using 1:3:4 with filledcurves linecolor rgb colors[i - 2] notitle, \
     for [i = 3 : ARGC] data . "/" . (i - 3) using 1:2 with lines linewidth 2 linecolor rgb colors[i - 2] title ARGV[i]
