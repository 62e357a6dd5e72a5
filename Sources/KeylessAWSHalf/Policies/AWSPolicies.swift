package import KeylessPolicy

/// What is known of AWS's own managed policies without asking AWS.
package enum AWSPolicies {
  /// `AdministratorAccess` allows everything (AWS managed policy reference); the text of others is AWS's to change.
  package static func document(_ arn: String) -> PolicyDocument? {
    arn.hasSuffix(":iam::aws:policy/AdministratorAccess") ? everything : nil
  }

  /// Whether a policy of AWS only reads, by its documented purpose.
  package static func isReadOnly(_ arn: String) -> Bool {
    guard let range = arn.firstRange(of: ":iam::aws:policy/") else { return false }
    let name = arn[range.upperBound...].split(separator: "/").last.map(String.init) ?? ""
    return name.hasSuffix("ReadOnlyAccess") || ["ReadOnlyAccess", "ViewOnlyAccess", "SecurityAudit"].contains(name)
  }

  private static let everything: PolicyDocument? = {
    let text = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
    return try? PolicyDocument.parse(bytes: Array(text.utf8), file: "AdministratorAccess", kind: .identity)
  }()
}
