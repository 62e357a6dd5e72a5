a = { for k, v in b : k => v }
c = {
  for d in e : d.f => d... if d.g
}
