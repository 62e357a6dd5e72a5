dynamic "statement" {
  for_each = var.statements
  iterator = s
  content {
    sid = s.value.sid
  }
}
