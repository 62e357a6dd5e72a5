a = b[]
c = b[0
last = 1
