resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://gitlab.com"
  client_id_list = ["https://gitlab.com", "sts.amazonaws.com"]
}
