resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://gitlab.com"
  client_id_list = ["https://gitlab.com", "sts.amazonaws.com"]
}

resource "aws_iam_openid_connect_provider" "enterprise" {
  url            = "https://token.actions.githubusercontent.com/acme"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_openid_connect_provider" "private" {
  url            = "https://oidc.example.com/tenant/"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/gitlab.com" }
      Condition = {
        StringEquals = {
          "gitlab.com:aud" = ["https://gitlab.com", "other"]
          "gitlab.com:sub" = "project_path:acme/api:ref_type:branch:ref:main"
        }
      }
    }]
  })
}
