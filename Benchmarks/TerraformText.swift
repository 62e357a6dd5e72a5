/// A stack such as teams have by the dozen: providers, roles, policies in three ways, modules, variables.
enum TerraformText {
  static func bytes(atLeast size: Int) -> [UInt8] {
    var text: [UInt8] = []
    var number = 0
    while text.count < size {
      text += Array(stack.replacing("%N", with: String(number)).utf8)
      number += 1
    }
    return text
  }

  private static let stack = #"""
    # The team's deployment role, number %N.
    variable "project_%N" {
      description = "Path of the project that deploys (group/project)."
      type        = string
      default     = "acme/shop-%N"
    }

    locals {
      tags_%N     = merge(var.tags, { Team = "team-%N", Stage = terraform.workspace == "prod" ? "production" : "test" })
      subjects_%N = [for r in var.refs : "project_path:${var.project_%N}:ref_type:branch:ref:${r}" if r != "none"]
    }

    data "aws_iam_policy_document" "trust_%N" {
      statement {
        sid     = "Deploy"
        effect  = "Allow"
        actions = ["sts:AssumeRoleWithWebIdentity"]
        principals {
          type        = "Federated"
          identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
        }
        condition {
          test     = "StringEquals"
          variable = "gitlab.com:aud"
          values   = ["https://gitlab.com"]
        }
        dynamic "condition" {
          for_each = length(local.subjects_%N) > 0 ? [1] : []
          content {
            test     = "StringLike"
            variable = "gitlab.com:sub"
            values   = local.subjects_%N
          }
        }
      }
    }

    resource "aws_iam_role" "deploy_%N" {
      name                 = "deploy-${replace(var.project_%N, "/", "-")}"
      assume_role_policy   = data.aws_iam_policy_document.trust_%N.json
      max_session_duration = 60 * 60
      tags                 = local.tags_%N

      lifecycle {
        prevent_destroy = true // somebody else's pipelines hang on it
      }
    }

    resource "aws_iam_role_policy" "deploy_%N" {
      for_each = { for b in var.buckets : b.name => b if b.project == var.project_%N }
      name     = "bucket-${each.key}"
      role     = aws_iam_role.deploy_%N[0].id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]
            Resource = ["arn:aws:s3:::${each.value.name}", "arn:aws:s3:::${each.value.name}/*"]
            Condition = {
              StringEquals = { "aws:PrincipalTag/project" = "$${aws:RequestTag/project}" }
            }
          },
        ]
      })
    }

    resource "aws_iam_policy" "logs_%N" {
      name   = "logs-%N"
      policy = <<-EOT
        {
          "Version": "2012-10-17",
          "Statement": [{
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": "arn:${data.aws_partition.current.partition}:logs:*:${local.account}:log-group:/shop/%N*"
          }]
        }
      EOT
    }

    module "service_%N" {
      source  = "../modules/service"
      name    = "service-%N"
      role    = one(aws_iam_role.deploy_%N[*].arn)
      subnets = [for s in module.network.subnets : s.id if !s.public && s.zone != "c"]
      count   = var.enabled && %N % 2 == 0 ? 1 : 0
    }


    """#
}
