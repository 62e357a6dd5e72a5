a {
}
}
last = 1
