a = b.*.c.d
e = b.*.c[0]
f = b.*
