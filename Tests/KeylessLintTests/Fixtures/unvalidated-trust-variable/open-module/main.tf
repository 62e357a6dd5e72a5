module "ci" {
  source   = "./ci"
  subjects = ["repo:acme/api:environment:production"]
  provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
}
