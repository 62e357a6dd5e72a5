a = b || c && d == e < f + g * h
i = 1 - 2 - 3
j = (1 +
  2)
