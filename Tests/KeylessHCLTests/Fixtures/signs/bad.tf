a = +1
b = !
last = 1
