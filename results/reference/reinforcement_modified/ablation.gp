# Draws a table of heat maps: rows are selections, columns are strengths of spreading. Arguments: the path of data and
# pictures without ending, the title, the strengths of spreading.
stem = ARG1
name = ARG2
spreads = ARG3
data = stem . ".csv"

set encoding utf8
set datafile separator ","
set datafile columnheaders
stats data using "value" nooutput
middle = (STATS_min + STATS_max) / 2
set cbrange [STATS_min : STATS_max]
set palette defined (0 "#440154", 1 "#472d7b", 2 "#3b528b", 3 "#2c728e", 4 "#21918c", 5 "#28ae80", 6 "#5ec962", 7 "#addc30", 8 "#fde725")
set xrange [-0.5 : 4.5]
set yrange [-0.5 : 4.5]
set tics scale 0
set border 0
unset key

selections = "argmax softmax proportional"
columns = words(spreads)
width = 160 + 240 * columns
height = 940
across(pixels) = pixels / real(width)
text(x) = sprintf(abs(x) < 10 ? "%.2f" : "%.0f", x)

do for [ending in "svg png"] {
  if (ending eq "svg") {
    set terminal svg size width, height dynamic background "#ffffff" font "DejaVu Sans,12"
  } else {
    set terminal pngcairo size 2 * width, 2 * height fontscale 2 linewidth 2 background "#ffffff" font "DejaVu Sans,12"
  }
  set output stem . "." . ending
  set multiplot
  set label 1 name noenhanced at screen across(78), 0.975
  set label 2 'interquartile mean over seeds of the mean return of the last 100 episodes' at screen across(78), 0.945 textcolor rgb "#606060"
  set label 3 'reward\_step' at screen across(78 + 120 * columns), 0.02 center
  set label 4 'punish\_step' at screen across(17), 0.49 center rotate
  do for [row = 1:3] {
    do for [column = 1:columns] {
      set lmargin at screen across(78 + 240 * (column - 1))
      set rmargin at screen across(78 + 240 * (column - 1) + 230)
      set tmargin at screen 0.905 - 0.29 * (row - 1)
      set bmargin at screen 0.905 - 0.29 * (row - 1) - 0.25
      set title word(selections, row) . ', spread\_step ' . word(spreads, column) offset 0, -0.6
      if (row == 1 && column == columns) {
        set colorbox user origin screen across(83 + 240 * columns), 0.09 size screen across(17), 0.815
      } else {
        unset colorbox
      }
      set xtics ('0' 0, '.1' 1, '.25' 2, '.5' 3, '1' 4)
      set ytics ('0' 0, '.1' 1, '.25' 2, '.5' 3, '1' 4)
      if (row < 3) {unset xtics}
      if (column > 1) {unset ytics}
      first = 25 * (columns * (row - 1) + column - 1)
      plot data every ::first::(first + 24) \
             using "column":"row":(column("column") - 0.5):(column("column") + 0.5):(column("row") - 0.5):(column("row") + 0.5):"value" \
             with boxxyerror linecolor palette fillstyle solid 1.0 noborder, \
           data every ::first::(first + 24) \
             using "column":"row":(text(column("value"))):(column("value") < middle ? 0xffffff : 0x000000) \
             with labels textcolor rgb variable font ",10"
      unset label
    }
  }
  unset multiplot
}
