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
  account_id = "444455556666"

  # The issuer without its scheme; the ARN of the provider follows from it, whether this module makes it or finds it.
  issuer       = "token.actions.githubusercontent.com"
  audience     = "sts.amazonaws.com.cn"
  provider_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.issuer}"

  # On everything that is made here. The last tag says who may change it.
  tags = merge(var.tags, {
    "keyless:managed-by" = "terraform"
  })
}
