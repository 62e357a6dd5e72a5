# The roles that pipelines become. The conditions of a trust policy are what keeps everybody else out: keyless has
# proved that they admit what keyless.yaml says and nothing else, so change that file, not this one.
locals {
  roles = {
    # Admits:
    # - acme/shop (repository 4711): environment a*b or $${x} or %{if true} or "quoted" \n or 100%%{ or <&> é or a?b:c%3A or */*${; branch main$% or it's-#1
    "9+=,.@-_" = {
      path                 = "/a$${b}%%{c}\"*/"
      description          = "says \"hi\" $${not} %%{if} \\n # end é\nsecond line"
      max_session_duration = 3600
      permissions_boundary = null
      tags                 = local.tags
      trust_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect = "Allow"
            Principal = {
              Federated = local.provider_arn
            }
            Action = "sts:AssumeRoleWithWebIdentity"
            Condition = {
              StringEquals = {
                "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
                "token.actions.githubusercontent.com:sub" = [
                  "repo:acme/shop:environment:\u0024$${$}{x}",
                  "repo:acme/shop:environment:%%{if true}",
                  "repo:acme/shop:environment:\"quoted\" \\n",
                  "repo:acme/shop:environment:100\u0025%%{",
                  "repo:acme/shop:environment:<&> é",
                  "repo:acme/shop:environment:a?b%3Ac%3A",
                ]
                "token.actions.githubusercontent.com:repository_id" = "4711"
                "token.actions.githubusercontent.com:environment" = [
                  "\u0024$${$}{x}",
                  "%%{if true}",
                  "\"quoted\" \\n",
                  "100\u0025%%{",
                  "<&> é",
                  "a?b:c%3A",
                ]
                "token.actions.githubusercontent.com:ref" = ["refs/heads/main$%", "refs/heads/it's-#1"]
              }
            }
          },
          {
            Effect = "Allow"
            Principal = {
              Federated = local.provider_arn
            }
            Action = "sts:AssumeRoleWithWebIdentity"
            Condition = {
              StringEquals = {
                "token.actions.githubusercontent.com:aud"           = "sts.amazonaws.com"
                "token.actions.githubusercontent.com:repository_id" = "4711"
                "token.actions.githubusercontent.com:ref"           = ["refs/heads/main$%", "refs/heads/it's-#1"]
              }
              StringLike = {
                "token.actions.githubusercontent.com:sub"         = ["repo:acme/shop:environment:a*b", "repo:acme/shop:environment:*/*$${$}{"]
                "token.actions.githubusercontent.com:environment" = ["a*b", "*/*$${$}{"]
              }
            }
          },
        ]
      })
      managed_policies = {}
      inline_policies = {
        "x,=@y" = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Sid      = "Own"
              Effect   = "Allow"
              Action   = "s3:*"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::b/$${aws:username}/$${*}"
              Condition = {
                StringLike = {
                  "s3:prefix" = ["$${$}{", "%%{x}", "\u0025%%{", "\u0024\u0024$${y}"]
                }
              }
            },
          ]
        })
      }
    }

    # Admits:
    # - acme/shop (repository 4711, owner 815): pull requests
    "for" = {
      path                 = "/"
      description          = null
      max_session_duration = 3600
      permissions_boundary = null
      tags                 = local.tags
      trust_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect = "Allow"
            Principal = {
              Federated = local.provider_arn
            }
            Action = "sts:AssumeRoleWithWebIdentity"
            Condition = {
              StringEquals = {
                "token.actions.githubusercontent.com:aud"                 = "sts.amazonaws.com"
                "token.actions.githubusercontent.com:sub"                 = "repo:acme/shop:pull_request"
                "token.actions.githubusercontent.com:repository_id"       = "4711"
                "token.actions.githubusercontent.com:repository_owner_id" = "815"
              }
            }
          },
        ]
      })
      managed_policies = {}
      inline_policies  = {}
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = each.key
  path                 = each.value.path
  description          = each.value.description
  assume_role_policy   = each.value.trust_policy
  max_session_duration = var.max_session_duration != null ? var.max_session_duration : each.value.max_session_duration
  permissions_boundary = var.permissions_boundary != null ? var.permissions_boundary : each.value.permissions_boundary
  tags                 = each.value.tags

  # Otherwise a role to which somebody attached a policy elsewhere could not be removed.
  force_detach_policies = true

  # The trust policies spell the provider's ARN out, so that a plan shows them whole; the provider still comes first.
  depends_on = [
    aws_iam_openid_connect_provider.this,
    data.aws_iam_openid_connect_provider.existing,
  ]
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = merge([
    for name, role in local.roles : {
      for key, arn in merge(role.managed_policies, lookup(var.extra_policy_arns, name, {})) :
      "${name}/${key}" => { role = name, policy_arn = arn }
    }
  ]...)

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = each.value.policy_arn
}

resource "aws_iam_role_policy" "this" {
  for_each = merge([
    for name, role in local.roles : {
      for key, document in role.inline_policies :
      "${name}/${key}" => { role = name, name = key, policy = document }
    }
  ]...)

  name   = each.value.name
  role   = aws_iam_role.this[each.value.role].name
  policy = each.value.policy
}
