provider "aws" {
  region  = "eu-central-1"
  profile = "dev"
}

resource "aws_iam_openid_connect_provider" "gitlab" {
  url            = "https://gitlab.com"
  client_id_list = ["sts.amazonaws.com"]
}
