a = "never closed
b = 'single'
last = "x"
