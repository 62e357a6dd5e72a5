repositories = {
  app = {
    environments = ["production"]
    session      = 7200
  }
  lib = { branches = ["main", "v*"] }
}
