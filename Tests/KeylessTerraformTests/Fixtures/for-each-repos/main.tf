variable "repositories" {
  type = map(object({
    branches     = optional(list(string), ["main"])
    environments = optional(list(string), [])
    session      = optional(number, 3600)
  }))
}

locals {
  issuer = replace(aws_iam_openid_connect_provider.github.arn, "/^(.*provider/)/", "")
  subjects = {
    for name, repo in var.repositories : name => concat(
      formatlist("repo:octo/%s:ref:refs/heads/%s", name, repo.branches),
      [for e in repo.environments : "repo:octo/${name}:environment:${e}"],
    )
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "trust" {
  for_each = local.subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    dynamic "condition" {
      for_each = {
        aud = ["sts.amazonaws.com"]
        sub = each.value
      }
      content {
        test     = condition.key == "aud" ? "StringEquals" : "StringLike"
        variable = "${local.issuer}:${condition.key}"
        values   = condition.value
      }
    }
  }
}

resource "aws_iam_role" "deploy" {
  for_each             = var.repositories
  name                 = "deploy-${each.key}"
  path                 = "/github/"
  max_session_duration = each.value.session
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
}

output "arns" {
  value = { for name, role in aws_iam_role.deploy : name => role.arn }
}
