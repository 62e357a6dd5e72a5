a = [1 2]
b = [
  1,
  2
last = 1
