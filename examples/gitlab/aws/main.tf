# The AWS half of the handshake, which an administrator applies once: the identity provider, the roles that pipelines
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

variable "plan_subjects" {
  description = "The subjects that may become shop-plan."
  type        = list(string)
  default     = ["project_path:acme/shop:ref_type:branch:ref:*"]
}

resource "aws_iam_openid_connect_provider" "gitlab" {
  url            = "https://gitlab.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  # What every trust policy here asks for: the right audience, and projects by id, which nobody can take over.
  shop = { project_id = "4711", namespace_id = "815" }
  web  = { project_id = "4712", namespace_id = "815" }
}

# Deploys what is on main. Only people who may push or merge to a protected branch can cause such a run.
data "aws_iam_policy_document" "deploy" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "gitlab.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:sub"
      values   = ["project_path:acme/shop:ref_type:branch:ref:main"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:project_id"
      values   = [local.shop.project_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:namespace_id"
      values   = [local.shop.namespace_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:ref_protected"
      values   = ["true"]
    }
    # A merge request pipeline looks like a run of its source branch; keep it out. A negated operator passes when the
    # key is missing, so the last condition asks for the key.
    condition {
      test     = "StringNotEquals"
      variable = "gitlab.com:pipeline_source"
      values   = ["merge_request_event", "external_pull_request_event"]
    }
    condition {
      test     = "Null"
      variable = "gitlab.com:pipeline_source"
      values   = ["false"]
    }
  }
}

resource "aws_iam_role" "deploy" {
  name               = "shop-deploy"
  description        = "Deploys the shop from main"
  assume_role_policy = data.aws_iam_policy_document.deploy.json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  role       = aws_iam_role.deploy.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}

# Plans on any branch. Everyone with write access to the project can cause such a run, so it may only read.
data "aws_iam_policy_document" "plan" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "gitlab.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "gitlab.com:sub"
      values   = var.plan_subjects
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:project_id"
      values   = [local.shop.project_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:namespace_id"
      values   = [local.shop.namespace_id]
    }
  }
}

resource "aws_iam_role" "plan" {
  name               = "shop-plan"
  assume_role_policy = data.aws_iam_policy_document.plan.json
}

resource "aws_iam_role_policy_attachment" "plan" {
  role       = aws_iam_role.plan.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# Publishes releases: any protected tag that begins with v.
data "aws_iam_policy_document" "release" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "gitlab.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "gitlab.com:sub"
      values   = ["project_path:acme/shop:ref_type:tag:ref:v*"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:project_id"
      values   = [local.shop.project_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:namespace_id"
      values   = [local.shop.namespace_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:ref_protected"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role" "release" {
  name               = "shop-release"
  assume_role_policy = data.aws_iam_policy_document.release.json
}

resource "aws_iam_role_policy" "release" {
  name = "publish"
  role = aws_iam_role.release.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "arn:aws:s3:::acme-shop-releases/*"
    }]
  })
}

# Lets the web project's main branch read what the shop's state says, and nothing else.
data "aws_iam_policy_document" "state_reader" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "gitlab.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:sub"
      values   = ["project_path:acme/web:ref_type:branch:ref:main"]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:project_id"
      values   = [local.web.project_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:namespace_id"
      values   = [local.web.namespace_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:ref_protected"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role" "state_reader" {
  name               = "shop-state-reader"
  assume_role_policy = data.aws_iam_policy_document.state_reader.json
}

resource "aws_iam_role_policy" "state_reader" {
  name = "read-state"
  role = aws_iam_role.state_reader.id

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
