# Written by rlrun plot. gnuplot THIS_FILE draws the picture again, from the data in the CSV file of the same name.
stem = ARG0[1 : strlen(ARG0) - 3]
data = stem . ".csv"
set encoding utf8
set terminal svg size 900, 560 dynamic background "#ffffff" font "DejaVu Sans,14"
set output stem . ".svg"
set datafile separator ","
set datafile columnheaders
set label 'rgrl_cartpole_graded' noenhanced at graph 0, graph 1 offset 0, 1.9
set label 'mean over seeds; band: 95% bootstrap interval' noenhanced at graph 0, graph 1 offset 0, 0.7 textcolor rgb "#606060"
set tmargin 3.5
# The empty line keeps the legend away.
set xlabel 'episode' . "\n"
set ylabel 'mean return of the latest 10 episodes'
# The axis begins at zero, or below the returns where they are negative.
set yrange [* < 0 : *]
set autoscale yfixmax
set xrange [0 : *] noextend
set offsets 0, 0, graph 0.03, 0
set format x "%.12g"
set rmargin 4
set key bmargin left horizontal Left reverse noenhanced samplen 3 maxcols 2
set border 3 linecolor "#606060"
set tics nomirror out
set grid linecolor "#e0e0e0" linetype 1
plot data every ::0::99 using "x":"low":"high" with filledcurves fillcolor rgb "#0072B2" fillstyle transparent solid 0.2 noborder notitle, \
     data every ::100::199 using "x":"low":"high" with filledcurves fillcolor rgb "#D55E00" fillstyle transparent solid 0.2 noborder notitle, \
     data every ::200::299 using "x":"low":"high" with filledcurves fillcolor rgb "#009E73" fillstyle transparent solid 0.2 noborder notitle, \
     data every ::0::99 using "x":"value" with lines linewidth 2 dashtype solid linecolor rgb "#0072B2" title 'learner.ensemble_size=1', \
     data every ::100::199 using "x":"value" with lines linewidth 2 dashtype solid linecolor rgb "#D55E00" title 'learner.ensemble_size=5', \
     data every ::200::299 using "x":"value" with lines linewidth 2 dashtype solid linecolor rgb "#009E73" title 'learner.ensemble_size=10'
