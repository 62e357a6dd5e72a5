a = "${~ b ~ }"
c = {d = 1 ~}
last = 1
