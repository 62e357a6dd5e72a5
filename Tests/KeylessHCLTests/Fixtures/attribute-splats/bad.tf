a = b.*.c.*.d
last = 1
