import KeylessIntent
import KeylessSource

extension TerraformModule {
  var roles: String {
    let members = half.roles.map { role in
      let comments = ["# Admits:"] + role.admits.map { "# - \(HCLSpelling.line($0))" }
      return comments.map { "    \($0)\n" }.joined()
        + HCLValue.body([HCLValue.Member(role.name, value(role))], 2)
    }
    return """
      # The roles that pipelines become. The conditions of a trust policy are what keeps everybody else out: keyless has
      # proved that they admit what keyless.yaml says and nothing else, so change that file, not this one.
      locals {
        roles = {
      \(members.joined(separator: "\n"))  }
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

      """
  }

  private func value(_ role: AWSHalf.Role) -> HCLValue {
    let managed = role.managedPolicies.map { arn in
      HCLValue.Member(Self.attachment(arn), .expression(expression(arn) ?? HCLSpelling.quote(arn)))
    }
    // Where the tags differ they are written out, because a tag of the role takes the place of one in another case.
    let tags = role.tags == half.provider.tags ? "local.tags" : "merge(var.tags, \(Self.tags(role.tags).printed(3)))"
    return .object([
      .init("path", .text(role.path)),
      .init("description", role.description.map { .text($0) } ?? .null),
      .init("max_session_duration", .expression(String(role.maxSessionDuration ?? 3600))),
      .init(
        "permissions_boundary",
        role.boundary.map { .expression(expression($0) ?? HCLSpelling.quote($0)) } ?? .null
      ),
      .init("tags", .expression(tags)),
      .init("trust_policy", document(role.trustPolicy)),
      .init("managed_policies", .object(managed)),
      .init("inline_policies", .object(role.inlinePolicies.map { .init($0.name, document($0.document)) })),
    ])
  }

  /// What is left of a managed policy's ARN without what all of them share: `aws:policy/ReadOnlyAccess`.
  private static func attachment(_ arn: String) -> String {
    arn.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false).last.map(String.init) ?? arn
  }
}
