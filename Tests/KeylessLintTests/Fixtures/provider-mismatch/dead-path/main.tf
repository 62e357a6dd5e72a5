resource "aws_iam_openid_connect_provider" "a" {
  url            = "https://GitLab.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_openid_connect_provider" "b" {
  url            = "https://gitlab.com/acme"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_openid_connect_provider" "c" {
  url            = "http://gitlab.com"
  client_id_list = ["sts.amazonaws.com"]
}
