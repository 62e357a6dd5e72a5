variable "branch" {
  type = string
  default = "main"
}

variable "account" {
  default = "123456789012"
}

resource "aws_iam_role" "deploy" {
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::${var.account}:oidc-provider/token.actions.githubusercontent.com"},
        "Condition": {
          "StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/api:ref:refs/heads/${var.branch}"
          }
        }
      }]
    }
  EOT
}
