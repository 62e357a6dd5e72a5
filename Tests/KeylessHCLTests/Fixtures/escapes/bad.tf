a = "\d \u12 \ud83d"
last = 1
