resource "a" "b" {
  name = 1

resource "c" "d" {
  name = 2
}
last = 1
