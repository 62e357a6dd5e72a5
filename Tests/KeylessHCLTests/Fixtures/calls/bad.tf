a = f(1 2)
b = f(c..., d)
e = f(
  1,
last = 1
