a = b ? c
d = b ?
  c : d
last = 1
