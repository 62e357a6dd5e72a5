import KeylessIntent
import KeylessSource

extension TerraformModule {
  /// The account, the words the other files share, and what everything is tagged with.
  var main: String {
    let shared = half.provider.tags
    return """
      # Which account this is, and that it is the right one: a plan for any other account fails here, before it does anything.
      data "aws_caller_identity" "current" {
        lifecycle {
          postcondition {
            condition     = self.account_id == local.account_id
            error_message = "These are credentials for the account ${self.account_id}, and keyless.yaml is about ${local.account_id}."
          }
        }
      }

      # ARNs are written with the partition of the account: aws, aws-cn, aws-us-gov and so on.
      data "aws_partition" "current" {}

      locals {
        account_id = \(HCLSpelling.quote(half.account))

        # The issuer without its scheme; the ARN of the provider follows from it, whether this module makes it or finds it.
        issuer       = \(HCLSpelling.quote(issuer))
        audience     = \(HCLSpelling.quote(half.provider.clientIDs.first ?? ""))
        provider_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.issuer}"

        # On everything that is made here. The last tag says who may change it.
        tags = merge(var.tags, \(Self.tags(shared).printed(1)))
      }

      """
  }

  var issuer: String { String(decoding: half.provider.url.utf8.dropFirst("https://".utf8.count), as: UTF8.self) }

  var provider: String {
    """
    # The identity provider: from here on the account believes the tokens of this issuer, if they are meant for one of the
    # client ids. AWS asks for no thumbprint any more: it checks the issuer's certificate itself.
    resource "aws_iam_openid_connect_provider" "this" {
      count = var.create_provider ? 1 : 0

      url            = \(HCLSpelling.quote(half.provider.url))
      client_id_list = [local.audience]
      tags           = local.tags
    }

    # An account can have one provider per issuer. One that is there already is used as it is, if it knows the audience.
    data "aws_iam_openid_connect_provider" "existing" {
      count = var.create_provider ? 0 : 1

      arn = local.provider_arn

      lifecycle {
        postcondition {
          condition     = contains(self.client_id_list, local.audience)
          error_message = "The account's provider for ${local.issuer} does not know the audience ${local.audience}: add it to the provider's client ids."
        }
      }
    }

    """
  }

  var variables: String {
    """
    # Every variable has a default: without any, the module makes what keyless.yaml says.
    variable "create_provider" {
      description = "Whether to make the identity provider. False uses the one that the account has for this issuer already."
      type        = bool
      default     = \(half.provider.isReused ? "false" : "true")
      nullable    = false
    }

    variable "tags" {
      description = "More tags for everything that is made. Tags of keyless.yaml win."
      type        = map(string)
      default     = {}
      nullable    = false
    }

    variable "permissions_boundary" {
      description = "ARN of a managed policy that bounds every role, in place of the boundaries of keyless.yaml."
      type        = string
      default     = null

      validation {
        condition     = var.permissions_boundary == null ? true : can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/", var.permissions_boundary))
        error_message = "A permissions boundary is the ARN of a managed policy."
      }
    }

    variable "max_session_duration" {
      description = "The longest session of every role in seconds, in place of the durations of keyless.yaml."
      type        = number
      default     = null

      validation {
        condition     = var.max_session_duration == null ? true : var.max_session_duration >= 3600 && var.max_session_duration <= 43200
        error_message = "IAM takes 3600 to 43200 seconds."
      }
    }

    variable "extra_policy_arns" {
      description = "More managed policies, by role and by a name of your choice: { deploy = { logs = aws_iam_policy.logs.arn } }."
      type        = map(map(string))
      default     = {}
      nullable    = false

      validation {
        condition     = alltrue([for role in keys(var.extra_policy_arns) : contains(keys(local.roles), role)])
        error_message = "There is no such role in keyless.yaml."
      }
    }

    """
  }
}
