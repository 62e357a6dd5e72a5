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
  # Paths can be taken over by somebody else, ids cannot, so every trust policy asks for both.
  shop = { project_id = "4711", namespace_id = "815" }
  web  = { project_id = "4712", namespace_id = "815" }

  # Who may become which role.
  roles = {
    # Deploys what is on main. Only people who may push or merge to a protected branch can cause such a run.
    shop-deploy = {
      project   = local.shop
      subjects  = ["project_path:acme/shop:ref_type:branch:ref:main"]
      operator  = "StringEquals"
      protected = true
      # A merge request pipeline looks like a run of its source branch; keep it out.
      refused_sources = ["merge_request_event", "external_pull_request_event"]
    }
    # Plans on any branch. Everyone with write access to the project can cause such a run, so it may only read.
    shop-plan = {
      project         = local.shop
      subjects        = var.plan_subjects
      operator        = "StringLike"
      protected       = false
      refused_sources = []
    }
    # Publishes releases: any protected tag that begins with v.
    shop-release = {
      project         = local.shop
      subjects        = ["project_path:acme/shop:ref_type:tag:ref:v*"]
      operator        = "StringLike"
      protected       = true
      refused_sources = []
    }
    # Lets the web project's main branch read what the shop's state says, and nothing else.
    shop-state-reader = {
      project         = local.web
      subjects        = ["project_path:acme/web:ref_type:branch:ref:main"]
      operator        = "StringEquals"
      protected       = true
      refused_sources = []
    }
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.roles

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
      test     = each.value.operator
      variable = "gitlab.com:sub"
      values   = each.value.subjects
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:project_id"
      values   = [each.value.project.project_id]
    }
    condition {
      test     = "StringEquals"
      variable = "gitlab.com:namespace_id"
      values   = [each.value.project.namespace_id]
    }

    dynamic "condition" {
      for_each = each.value.protected ? ["true"] : []

      content {
        test     = "StringEquals"
        variable = "gitlab.com:ref_protected"
        values   = [condition.value]
      }
    }

    # A negated operator passes when the key is missing, so a second condition asks for the key.
    dynamic "condition" {
      for_each = length(each.value.refused_sources) > 0 ? { StringNotEquals = each.value.refused_sources, Null = ["false"] } : {}

      content {
        test     = condition.key
        variable = "gitlab.com:pipeline_source"
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
