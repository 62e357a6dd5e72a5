# The AWS half of the handshake, which an administrator applies once: the identity provider, the roles that workflow runs
# become, and the bucket that keeps their state.
terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  # How GitHub writes the repository into the subject: newer repositories with ids, older ones without.
  shop = ["repo:acme/shop", "repo:acme@815/shop@4711"]
  web  = ["repo:acme/web", "repo:acme@815/web@4712"]

  # Who may become which role. Names can be taken over by somebody else, ids cannot, so both are asked for.
  roles = {
    # Deploys from jobs with `environment: production`, on main. Who may use it is set in the environment's rules.
    shop-deploy = {
      repository_id = "4711"
      subjects      = [for repo in local.shop : "${repo}:environment:production"]
      operator      = "StringEquals"
      ref           = ["refs/heads/main"]
    }
    # Plans in pull requests. Every pull request of the repository itself has this subject, so it may only read.
    shop-plan = {
      repository_id = "4711"
      subjects      = [for repo in local.shop : "${repo}:pull_request"]
      operator      = "StringEquals"
      ref           = []
    }
    # Publishes releases: any tag that begins with v, in a job without an environment.
    shop-release = {
      repository_id = "4711"
      subjects      = [for repo in local.shop : "${repo}:ref:refs/tags/v*"]
      operator      = "StringLike"
      ref           = []
    }
    # Lets the web repository's production jobs read the shop's state, and nothing else.
    shop-state-reader = {
      repository_id = "4712"
      subjects      = [for repo in local.web : "${repo}:environment:production"]
      operator      = "StringEquals"
      ref           = ["refs/heads/main"]
    }
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.roles

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = each.value.operator
      variable = "token.actions.githubusercontent.com:sub"
      values   = each.value.subjects
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:repository_id"
      values   = [each.value.repository_id]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:repository_owner_id"
      values   = ["815"]
    }

    dynamic "condition" {
      for_each = length(each.value.ref) > 0 ? [each.value.ref] : []

      content {
        test     = "StringEquals"
        variable = "token.actions.githubusercontent.com:ref"
        values   = condition.value
      }
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name               = each.key
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  role       = aws_iam_role.this["shop-deploy"].name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}

resource "aws_iam_role_policy_attachment" "plan" {
  role       = aws_iam_role.this["shop-plan"].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "release" {
  name = "publish"
  role = aws_iam_role.this["shop-release"].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "arn:aws:s3:::acme-shop-releases/*"
    }]
  })
}

resource "aws_iam_role_policy" "state_reader" {
  name = "read-state"
  role = aws_iam_role.this["shop-state-reader"].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = aws_s3_bucket.state.arn
        Condition = { StringEquals = { "s3:prefix" = "shop.tfstate" } }
      },
      {
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${aws_s3_bucket.state.arn}/shop.tfstate"
      },
    ]
  })
}
