import KeylessIntent
import KeylessSource

extension TerraformModule {
  var outputs: String {
    let subjects = HCLValue.object(
      half.roles.map { .init($0.name, .tuple(Self.subjects($0.trustPolicy).map { .text($0) })) }
    )
    var out = """
      output "account_id" {
        description = "The account everything lies in."
        value       = data.aws_caller_identity.current.account_id
      }

      output "provider_arn" {
        description = "The identity provider, whether it was made here or found."
        value       = local.provider_arn
      }

      output "provider_url" {
        description = "The issuer of the tokens, as they name it."
        value       = \(HCLSpelling.quote(half.provider.url))
      }

      output "provider_created" {
        description = "Whether the identity provider was made here."
        value       = var.create_provider
      }

      output "audience" {
        description = "What the jobs have to ask for as the audience of their tokens."
        value       = local.audience
      }

      output "role_arns" {
        description = "What a job sets as AWS_ROLE_ARN, by role."
        value       = { for name, role in aws_iam_role.this : name => role.arn }
      }

      output "role_names" {
        description = "The names of the roles, for attaching policies elsewhere."
        value       = { for name, role in aws_iam_role.this : name => role.name }
      }

      output "role_unique_ids" {
        description = "The ids by which AWS knows the roles; a role that is made anew has another."
        value       = { for name, role in aws_iam_role.this : name => role.unique_id }
      }

      output "trust_policies" {
        description = "The trust policies as JSON, by role."
        value       = { for name, role in aws_iam_role.this : name => role.assume_role_policy }
      }

      output "subjects" {
        description = "The subjects each trust policy lets in, as they stand in it; further conditions hold besides."

        value = \(subjects.printed(1))
      }

      """
    guard let state = half.state else { return out }
    out += """

      output "state_bucket" {
        description = "The bucket that keeps the states."
        value       = aws_s3_bucket.state.bucket
      }

      output "state_bucket_arn" {
        description = "The ARN of the bucket that keeps the states."
        value       = aws_s3_bucket.state.arn
      }

      output "state_kms_key_arn" {
        description = "The KMS key the states are encrypted with; null where S3 uses its own."
        value       = \(keyExpression(state))
      }

      output "state_kms_alias_name" {
        description = "The alias of the KMS key that was made with the bucket; null where none was."
        value       = \(state.encryption == .newKey ? "aws_kms_alias.state.name" : "null")
      }

      output "backend_config" {
        description = "What belongs into the block `backend \\"s3\\"` of a stack, besides its `key`. The bucket encrypts without being asked."

        value = {
          bucket       = aws_s3_bucket.state.bucket
          region       = local.state_region
          use_lockfile = true
        }
      }

      output "state_key_prefix" {
        description = "What the `key` of every stack's backend has to begin with."
        value       = \(HCLSpelling.quote(state.keyPrefix ?? ""))
      }

      """
    return out
  }

  private func keyExpression(_ state: StateBackend) -> String {
    switch state.encryption {
    case .s3: "null"
    case .newKey: "aws_kms_key.state.arn"
    case .key(let arn): expression(arn.value) ?? HCLSpelling.quote(arn.value)
    }
  }

  /// Every value of a condition on `sub`, in the order of the document and without repetition.
  static func subjects(_ policy: JSON) -> [String] {
    var found: [String] = []
    var seen: Set<[UInt8]> = []
    func collect(_ json: JSON, isSubject: Bool) {
      switch json {
      case .string(let text):
        if isSubject, seen.insert(Array(text.utf8)).inserted { found.append(text) }
      case .array(let elements): for element in elements { collect(element, isSubject: isSubject) }
      case .object(let members):
        for member in members {
          collect(member.value, isSubject: isSubject || Array(member.name.utf8).suffix(4).elementsEqual(":sub".utf8))
        }
      case .null, .bool, .integer, .number: break
      }
    }
    collect(policy, isSubject: false)
    return found
  }
}
