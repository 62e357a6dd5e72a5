dynamic statement {
  for_each = 
  content {
    sid = 1
  }
}
