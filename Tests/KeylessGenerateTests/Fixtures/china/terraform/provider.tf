# The identity provider: from here on the account believes the tokens of this issuer, if they are meant for one of the
# client ids. AWS asks for no thumbprint any more: it checks the issuer's certificate itself.
resource "aws_iam_openid_connect_provider" "this" {
  count = var.create_provider ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
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
