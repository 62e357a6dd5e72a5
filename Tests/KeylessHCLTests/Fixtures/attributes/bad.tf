name = "shop" port = 8080
team "a" = 1
last = 2
