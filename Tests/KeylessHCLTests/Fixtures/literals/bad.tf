a = 
b = @
last = 1
