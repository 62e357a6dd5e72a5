provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["123456789012"]
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${aws_iam_openid_connect_provider.github.url}:aud"
      values   = aws_iam_openid_connect_provider.github.client_id_list
    }

    condition {
      test     = "StringEquals"
      variable = "${aws_iam_openid_connect_provider.github.url}:sub"
      values   = ["repo:acme@1234567/api@7654321:environment:production"]
    }

    condition {
      test     = "StringLike"
      variable = "sts:RoleSessionName"
      values   = ["gh-api-*"]
    }
  }
}

resource "aws_iam_role" "deploy" {
  name                 = "deploy"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/ci-boundary"
}
