resource "aws_iam_openid_connect_provider" "ci" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.ci.arn }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud"      = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub"      = "repo:acme/api:ref:refs/heads/main"
          "token.actions.githubusercontent.com:workflow" = "deploy"
        }
      }
    }]
  })
}
