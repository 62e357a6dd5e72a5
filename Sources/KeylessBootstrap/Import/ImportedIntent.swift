import KeylessSource
import KeylessClient
import KeylessGenerate
import KeylessIntent

/// The text of a `keyless.yaml` that says an account's roles.
struct ImportedIntent {
  var account: String
  var partition: String

  /// What an intent has one of, so that roles which differ in it need files of their own.
  struct Group: Hashable {
    var issuer: String
    var audience: String
    var layouts: [String]
  }

  /// Everything in front of the roles.
  func head(_ key: Group, _ platform: IntentPlatform) -> [String] {
    var lines = [
      "# Read from the account's roles; each lets in exactly the pipelines that its trust policy let in then.",
      "version: 1",
      "account: \(YAMLText.quoted(account))",
    ]
    if partition != "aws" { lines.append("partition: \(partition)") }
    lines.append("platform: \(platform.rawValue)")
    if key.issuer != platform.publicIssuer { lines.append("issuer: \(YAMLText.quoted(key.issuer))") }
    lines.append("audience: \(YAMLText.quoted(key.audience))")
    if key.layouts.count == 1 { lines.append("subject-layout: \(key.layouts[0])") }
    lines += [
      "# The account has the identity provider already.",
      "provider: existing",
      "roles:",
    ]
    return lines
  }

  /// One role below `roles:`.
  func lines(_ detail: IAMRoleDetail, _ guess: TrustGuess) -> [String] {
    let role = detail.role
    var lines = ["  \(YAMLText.quoted(role.name)):"]
    if role.path != "/" { lines.append("    path: \(YAMLText.quoted(role.path))") }
    if let description = role.description { lines.append("    description: \(YAMLText.quoted(description))") }
    if role.maxSessionDuration != 3600 { lines.append("    max-session-duration: \(role.maxSessionDuration)") }
    if let boundary = role.boundary { lines.append("    boundary: \(YAMLText.quoted(boundary))") }
    let tags = role.tags.filter { tag in !["keyless:", "aws:"].contains { tag.key.lowercased().hasPrefix($0) } }
    if !tags.isEmpty {
      lines.append("    tags:")
      lines += tags.map { "      \(YAMLText.quoted($0.key)): \(YAMLText.quoted($0.value))" }
    }
    lines.append("    admits:")
    for entry in guess.entries { lines += entry.lines(guess.platform) }
    guard !detail.attachedPolicies.isEmpty || !detail.inlinePolicies.isEmpty else { return lines }
    lines.append("    policies:")
    if !detail.attachedPolicies.isEmpty {
      lines.append("      managed:")
      lines += detail.attachedPolicies.map { "        - \(YAMLText.quoted($0))" }
    }
    if !detail.inlinePolicies.isEmpty {
      lines.append("      inline:")
      lines += detail.inlinePolicies.map { policy in
        "        \(YAMLText.quoted(policy.name)): \(JSONMeaning.json(policy.document)?.compact ?? "{}")"
      }
    }
    return lines
  }
}
