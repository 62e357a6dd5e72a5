variable "org" {
  default = "octo"
}

variable "environment" {}

locals {
  host = "token.actions.githubusercontent.com"
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "deploy" {
  name               = "deploy-${var.environment}"
  assume_role_policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {
          "Federated": "arn:aws:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.host}"
        },
        "Condition": {
          "StringEquals": {"${local.host}:aud": "sts.amazonaws.com"},
          "StringLike": {"${local.host}:sub": "repo:${var.org}/app:environment:${var.environment}"}
        }
      }]
    }
  POLICY
}

resource "aws_iam_role_policy" "bucket" {
  role   = aws_iam_role.deploy.name
  policy = <<EOF
{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
 "Resource": "arn:aws:s3:::home/$${aws:username}/*"}}
EOF
}
