/// What a chain reads: named, so that an answer can say which one nobody knows.
package enum InputName: Hashable, Sendable {
  case variable(String)
  /// An argument of the tool's own configuration, as in `profile` or `assume_role_with_web_identity.role_arn`.
  case argument(String)
  /// A file by its path.
  case file(String)
  /// Whether an instance metadata service answers.
  case instanceMetadata

  /// In a sentence, as in "`AWS_PROFILE`"; a token in the place of a path or a name is not shown.
  package var words: String {
    switch self {
    case .variable(let name), .argument(let name), .file(let name): "`\(ShownText.withoutSecrets(name))`"
    case .instanceMetadata: "the instance metadata service"
    }
  }
}
