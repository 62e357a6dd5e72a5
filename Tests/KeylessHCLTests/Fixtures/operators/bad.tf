a = 1 +
b = 1 & 2
c = 1 ** 2
last = 1
