# The roles that pipelines become. The conditions of a trust policy are what keeps everybody else out: keyless has
# proved that they admit what keyless.yaml says and nothing else, so change that file, not this one.
locals {
  roles = {
    # Admits:
    # - main: acme/shop (project 4711, namespace 815): branch main; protected only; no merge requests
    shop-deploy = {
      path                 = "/"
      description          = "Deploys the shop from main"
      max_session_duration = 7200
      permissions_boundary = "arn:${data.aws_partition.current.partition}:iam::111122223333:policy/ci/edge"
      tags = merge(var.tags, {
        cost-centre          = "0042"
        team                 = "shop"
        "keyless:managed-by" = "terraform"
      })
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
                "gitlab.com:aud"           = "sts.amazonaws.com"
                "gitlab.com:sub"           = "project_path:acme/shop:ref_type:branch:ref:main"
                "gitlab.com:project_id"    = "4711"
                "gitlab.com:namespace_id"  = "815"
                "gitlab.com:ref_protected" = "true"
              }
              StringNotEquals = {
                "gitlab.com:pipeline_source" = ["merge_request_event", "external_pull_request_event"]
              }
              Null = {
                "gitlab.com:pipeline_source" = "false"
              }
            }
          },
        ]
      })
      managed_policies = {
        "aws:policy/PowerUserAccess"   = "arn:${data.aws_partition.current.partition}:iam::aws:policy/PowerUserAccess"
        "111122223333:policy/ci/extra" = "arn:${data.aws_partition.current.partition}:iam::111122223333:policy/ci/extra"
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
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/shop/*"
            },
            {
              Sid      = "WriteStates"
              Effect   = "Allow"
              Action   = "s3:PutObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/shop/*"
            },
            {
              Sid      = "Unlock"
              Effect   = "Allow"
              Action   = "s3:DeleteObject"
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/shop/*.tflock"
            },
          ]
        })
      }
    }

    # Admits:
    # - release: acme/shop (project 4711, namespace 815): tag v*; protected only
    shop-release = {
      path                 = "/ci/"
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
                "gitlab.com:aud"           = "sts.amazonaws.com"
                "gitlab.com:project_id"    = "4711"
                "gitlab.com:namespace_id"  = "815"
                "gitlab.com:ref_protected" = "true"
              }
              StringLike = {
                "gitlab.com:sub" = "project_path:acme/shop:ref_type:tag:ref:v*"
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
              Effect = "Allow"
              Action = ["s3:PutObject", "s3:AbortMultipartUpload"]
              Resource = [
                "arn:${data.aws_partition.current.partition}:s3:::acme-shop-releases/*",
                "arn:${data.aws_partition.current.partition}:s3:::acme-shop-releases/$${aws:PrincipalTag/team}/*",
              ]
              Condition = {
                Bool = {
                  "aws:SecureTransport" = true
                }
                NumericLessThan = {
                  "s3:max-keys" = 1e1
                }
              }
            },
          ]
        })
      }
    }

    # Admits:
    # - plan: acme/shop (project 4711, namespace 815): branch *
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
                "gitlab.com:aud"          = "sts.amazonaws.com"
                "gitlab.com:project_id"   = "4711"
                "gitlab.com:namespace_id" = "815"
              }
              StringLike = {
                "gitlab.com:sub" = "project_path:acme/shop:ref_type:branch:ref:*"
              }
            }
          },
        ]
      })
      managed_policies = {
        "aws:policy/ReadOnlyAccess" = "arn:${data.aws_partition.current.partition}:iam::aws:policy/ReadOnlyAccess"
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
              Resource = "arn:${data.aws_partition.current.partition}:s3:::acme-shop-state/shop/*"
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
