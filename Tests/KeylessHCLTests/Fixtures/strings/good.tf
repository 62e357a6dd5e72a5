a = ""
b = "text # no comment"
c = "$ % $$ {}"
