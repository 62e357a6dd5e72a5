module "dns" {
  source  = "./dns"
  profile = "dns"
}
