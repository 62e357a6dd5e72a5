import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// The custom subjects that a trust policy spells: which one a project has is a setting that no file holds.
struct SubjectGuess {
  /// Each is a universe of its own; a policy that spells more is judged by its first ones.
  private static let most = 8

  let templates: [[String]]

  init(_ document: PolicyDocument, _ platform: Platform, issuer: String) {
    templates = Array(SubjectTemplates(document, platform, issuer: issuer).uncommon.prefix(Self.most))
  }

  /// The component and what it is, for "if … is …".
  static func words(_ template: [String]) -> (component: String, words: String) {
    ("the subject", "made of " + template.map { "`\($0)`" }.joined(separator: ", "))
  }
}
