module "oidc_role" {
  source = "./modules/iam-role"

  name                  = "github"
  enable_github_oidc    = true
  oidc_wildcard_subjects = ["octo/app:*", "repo:octo/lib:pull_request"]
}

module "disabled" {
  source = "./modules/iam-role"

  create             = false
  name               = "nothing"
  enable_github_oidc = true
}

module "registry" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role"
  version = "~> 6.0"
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = module.oidc_role.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "other" {
  role       = module.registry.name
  policy_arn = module.disabled.arn
}
