# The roles that pipelines become. The conditions of a trust policy are what keeps everybody else out: keyless has
# proved that they admit what keyless.yaml says and nothing else, so change that file, not this one.
locals {
  roles = {
    # Admits:
    # - production: acme/shop (repository 4711, owner 815): environment production; branch main
    shop-deploy = {
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
                "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
                "token.actions.githubusercontent.com:sub" = [
                  "repo:acme@815/shop@4711:environment:production",
                  "repo:acme/shop:environment:production",
                ]
                "token.actions.githubusercontent.com:repository_id"       = "4711"
                "token.actions.githubusercontent.com:repository_owner_id" = "815"
                "token.actions.githubusercontent.com:ref"                 = "refs/heads/main"
              }
            }
          },
        ]
      })
      managed_policies = {
        "aws:policy/PowerUserAccess" = "arn:${data.aws_partition.current.partition}:iam::aws:policy/PowerUserAccess"
      }
      inline_policies = {
        keyless-state = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Sid      = "ListStates"
              Effect   = "Allow"
              Action   = "s3:ListBucket"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state"
            },
            {
              Sid      = "ReadStates"
              Effect   = "Allow"
              Action   = "s3:GetObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/*"
            },
            {
              Sid      = "WriteStates"
              Effect   = "Allow"
              Action   = "s3:PutObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/*"
            },
            {
              Sid      = "Unlock"
              Effect   = "Allow"
              Action   = "s3:DeleteObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/*.tflock"
            },
            {
              Sid      = "UseKey"
              Effect   = "Allow"
              Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
              Resource = aws_kms_key.state.arn
            },
          ]
        })
      }
    }

    # Admits:
    # - pull-request: acme/shop (repository 4711, owner 815): pull requests
    shop-plan = {
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
                "token.actions.githubusercontent.com:sub"                 = ["repo:acme@815/shop@4711:pull_request", "repo:acme/shop:pull_request"]
                "token.actions.githubusercontent.com:repository_id"       = "4711"
                "token.actions.githubusercontent.com:repository_owner_id" = "815"
              }
            }
          },
        ]
      })
      managed_policies = {
        "aws:policy/ReadOnlyAccess" = "arn:${data.aws_partition.current.partition}:iam::aws:policy/ReadOnlyAccess"
      }
      inline_policies = {}
    }

    # Admits:
    # - release: acme/shop (repository 4711, owner 815): tag v*
    shop-release = {
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
                "token.actions.githubusercontent.com:repository_id"       = "4711"
                "token.actions.githubusercontent.com:repository_owner_id" = "815"
              }
              StringLike = {
                "token.actions.githubusercontent.com:sub" = ["repo:acme@815/shop@4711:ref:refs/tags/v*", "repo:acme/shop:ref:refs/tags/v*"]
              }
            }
          },
        ]
      })
      managed_policies = {}
      inline_policies = {
        publish = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Effect   = "Allow"
              Action   = "s3:PutObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-releases/*"
            },
          ]
        })
      }
    }

    # Admits:
    # - web: acme/web (repository 4712, owner 815): environment production; branch main
    shop-state-reader = {
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
                "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
                "token.actions.githubusercontent.com:sub" = [
                  "repo:acme@815/web@4712:environment:production",
                  "repo:acme/web:environment:production",
                ]
                "token.actions.githubusercontent.com:repository_id"       = "4712"
                "token.actions.githubusercontent.com:repository_owner_id" = "815"
                "token.actions.githubusercontent.com:ref"                 = "refs/heads/main"
              }
            }
          },
        ]
      })
      managed_policies = {}
      inline_policies = {
        read-state = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Effect   = "Allow"
              Action   = "s3:ListBucket"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state"
              Condition = {
                StringEquals = {
                  "s3:prefix" = "shop.tfstate"
                }
              }
            },
            {
              Effect   = "Allow"
              Action   = "s3:GetObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/shop.tfstate"
            },
          ]
        })
      }
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
