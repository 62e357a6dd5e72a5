import KeylessIntent
import KeylessSource

extension TerraformModule {
  var readme: String {
    let roles = half.roles.map { role in
      let admits = role.admits.map { "  - \(Self.markdown($0))\n" }.joined()
      let may =
        role.managedPolicies.map { "  - \(Self.markdown($0))\n" }
        + role.inlinePolicies.map { "  - \(Self.markdown($0.name)), an inline policy\n" }
      return """
        ### \(Self.markdown(role.name))

        - lets in:
        \(admits)- may do what these policies say:
        \(may.isEmpty ? "  - none yet\n" : may.joined())

        """
    }
    return """
      # AWS trusts \(Self.markdown(issuer))

      The AWS half of a handshake without stored keys, made by keyless from `keyless.yaml`: the identity provider, and the
      roles that pipelines become in the account \(half.account). To change who gets in, change `keyless.yaml` and run
      `keyless bootstrap` again.

      ## Apply it

      With an administrator's credentials for the account \(half.account), in this folder:

          terraform init
          terraform test
          terraform apply

      Or as part of a configuration of your own: `module "keyless" { source = "./aws" }`. The module has no provider block; it
      uses the region and credentials it is given, and a plan for another account fails.

      If the account has a provider for this issuer already, set `provider: existing` in `keyless.yaml` (or the variable
      `create_provider` to false). To let this module manage the one that is there instead:

          terraform import 'aws_iam_openid_connect_provider.this[0]' \(half.provider.arn)

      The jobs ask for tokens with the audience `\(half.provider.clientIDs.first ?? "")` and set `AWS_ROLE_ARN` to the output
      `role_arns`.

      ## Roles

      \(roles.joined())\(half.state.map(stateText) ?? "")
      """
  }

  private func stateText(_ state: StateBackend) -> String {
    let access = state.access.map { "- \(Self.markdown($0.role.value)): \($0.mode.rawValue)\n" }.joined()
    let prefix = state.keyPrefix ?? ""
    let (guards, after) =
      state.encryption == .newKey
      ? (
        "both `prevent_destroy`",
        " KMS keeps the key for 30 more days, in which `aws kms cancel-key-deletion` brings it back."
      )
      : ("`prevent_destroy`", "")
    return """
      ## State

      The bucket `\(state.bucket.value)` in \(state.region) keeps the states of what the pipelines deploy. A stack names it so:

          terraform {
            backend "s3" {
              bucket       = "\(state.bucket.value)"
              key          = \(HCLSpelling.quote(prefix + (prefix.isEmpty || prefix.utf8.last == UInt8(ascii: "/") ? "NAME.tfstate" : "")))
              region       = "\(state.region)"
              use_lockfile = true
            }
          }

      \(state.encryption == .s3 ? "" : Self.encryptNote)\(access.isEmpty ? "No role may use it yet: name them under `state: roles:`.\n" : "Who may use it:\n\n" + access)
      The state of this module itself can move there too: after the first apply, add such a block here and run
      `terraform init -migrate-state`.

      ## Remove it

      `terraform destroy` refuses, because the states would go with the bucket. If you really want that:

      1. Where the state of this module lies in the bucket, remove the block `backend` here and run
         `terraform init -migrate-state`.
      2. In `state.tf` set `force_destroy` to true and \(guards) to false, and run `terraform apply`.
      3. Run `terraform destroy`.\(after)

      """
  }

  /// Text in which Markdown sees no markup and no HTML.
  private static func markdown(_ text: String) -> String {
    var out = ""
    for scalar in HCLSpelling.line(text).unicodeScalars {
      if "\\`*_{}[]<>#|&~!".unicodeScalars.contains(scalar) { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out
  }

  private static let encryptNote = """
    The bucket encrypts with its KMS key without being asked. It refuses a backend that says `encrypt = true` without the
    key's ARN as `kms_key_id`, because Terraform would then ask for S3's own encryption.


    """
}
