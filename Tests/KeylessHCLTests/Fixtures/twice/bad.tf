a = 1
a = 2
last = 1
