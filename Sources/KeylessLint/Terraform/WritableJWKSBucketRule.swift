import KeylessAWSHalf
import KeylessFindings
import KeylessPolicy
import KeylessSource
import KeylessTerraform

/// Who can write the key set of an issuer can mint any token of it.
enum WritableJWKSBucketRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL310",
    "writable-jwks-bucket",
    "the bucket that serves an issuer's discovery document and key set is writable by more than its publisher",
    .critical,
    .open
  )

  private static let discovery = ".well-known/openid-configuration"

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.modules.flatMap { $0.resources(.managed, type: "aws_s3_bucket_policy") }.flatMap { policy -> [Finding] in
      guard policy.uncertain == nil, let value = policy.argument("policy"),
        let document = TerraformPolicy.granted(value, .resource).document
      else { return [] }
      return buckets(document).filter { serves($0, document, subject) }.flatMap { bucket in
        writers(document, bucket).map { statement, who in
          Finding(
            description,
            .critical,
            .open,
            "\(who) may write `\(bucket)`, which serves the keys of an issuer, and so mint any token of it",
            at: .init(statement.principal?.span ?? statement.span, "more than the publisher"),
            related: [.init(policy.head, "the bucket's policy")],
            help:
              "let one role write the two documents, and deny it to everybody else (`ArnNotEquals` on `aws:PrincipalArn`)",
            subject: policy.address,
            cause: "\(who) writes \(bucket)"
          )
        }
      }
    }
  }

  /// The buckets that the policy's resources name exactly.
  private static func buckets(_ document: PolicyDocument) -> [String] {
    var names: [String] = []
    for pattern in document.statements.flatMap({ $0.resource?.patterns ?? [] }) {
      let parts = pattern.value.text.source.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      guard parts.count == 6, parts[2] == "s3" else { continue }
      let name = String(parts[5].prefix { $0 != "/" })
      if !name.contains(where: { "*?$".contains($0) }), !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static func serves(_ bucket: String, _ document: PolicyDocument, _ subject: TerraformSubject) -> Bool {
    let resources = document.statements.flatMap { $0.resource?.patterns ?? [] }.map(\.value.text.source)
    if resources.contains(where: { $0.hasSuffix(":::\(bucket)/\(discovery)") }) { return true }
    let objects = subject.modules.flatMap { module in
      ["aws_s3_object", "aws_s3_bucket_object"].flatMap { module.resources(.managed, type: $0) }
    }
    let publishes = objects.contains { object in
      object.argument("key")?.string == discovery && object.argument("bucket")?.string == bucket
    }
    return publishes || subject.half.providers.contains { isBucket($0.url?.value ?? "", bucket) }
  }

  /// Whether an issuer is the bucket itself, by host or by path.
  private static func isBucket(_ url: String, _ bucket: String) -> Bool {
    guard url.hasPrefix("https://") else { return false }
    let parts = url.dropFirst(8).split(separator: "/")
    guard let host = parts.first, host.hasSuffix(".amazonaws.com") else { return false }
    if host.hasPrefix(bucket + ".s3.") || host.hasPrefix(bucket + ".s3-") { return true }
    return (host.hasPrefix("s3.") || host.hasPrefix("s3-")) && parts.dropFirst().first.map(String.init) == bucket
  }

  /// Statements by which surely more than one identity may write; whatever a `Deny` speaks of counts as narrowed.
  private static func writers(_ document: PolicyDocument, _ bucket: String) -> [(Statement, String)] {
    let requests = [
      PolicyRequest(action: "s3:PutObject", resource: "arn:aws:s3:::\(bucket)/\(discovery)"),
      PolicyRequest(action: "s3:PutObject", resource: "arn:aws:s3:::\(bucket)/oauth/discovery/keys"),
      PolicyRequest(action: "s3:PutBucketPolicy", resource: "arn:aws:s3:::\(bucket)"),
    ]
    let compiled = CompiledPolicy(document)
    let denied = document.statements.indices.filter { document.statements[$0].effect.value == .deny }
    let left = requests.filter { request in !denied.contains { compiled.speaks($0, of: request) } }
    return document.statements.indices.compactMap { index in
      let statement = document.statements[index]
      guard statement.effect.value == .allow, statement.conditions.isEmpty,
        left.contains(where: { compiled.speaks(index, of: $0) }), let who = who(statement.principal)
      else { return nil }
      return (statement, who)
    }
  }

  private static func who(_ principal: PrincipalElement?) -> String? {
    guard let principal else { return nil }
    if principal.isNegated { return "everybody but a few" }
    for entry in principal.entries {
      switch entry.value {
      case .everyone: return "everybody"
      case .account: return "everybody whom the account lets"
      case .arn, .uniqueID, .federated, .anyFederated, .service, .anyService, .canonicalUser: continue
      }
    }
    return nil
  }
}
