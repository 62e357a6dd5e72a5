a = "${b"
c = "${d e}"
f = "${aws:username}"
last = 1
