a = b.0.1
c = b.
last = 1
