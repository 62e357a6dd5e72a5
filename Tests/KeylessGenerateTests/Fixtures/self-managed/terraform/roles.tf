# The roles that pipelines become. The conditions of a trust policy are what keeps everybody else out: keyless has
# proved that they admit what keyless.yaml says and nothing else, so change that file, not this one.
locals {
  roles = {
    # Admits:
    # - platform/infra/live: branch main or release/*
    deploy = {
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
                "gitlab.example.com:8443/git:aud" = "https://gitlab.example.com"
                "gitlab.example.com:8443/git:sub" = "project_path:platform/infra/live:ref_type:branch:ref:main"
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
                "gitlab.example.com:8443/git:aud" = "https://gitlab.example.com"
              }
              StringLike = {
                "gitlab.example.com:8443/git:sub" = "project_path:platform/infra/live:ref_type:branch:ref:release/*"
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
