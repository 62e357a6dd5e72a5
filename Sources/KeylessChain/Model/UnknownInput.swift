package import KeylessSource

/// An input that decides and that nobody knows; thrown by a resolver, which never guesses one.
package struct UnknownInput: Error, Hashable, Sendable {
  package let input: InputName
  /// As in "is a variable of the project, whose value is not in the repository".
  package let reason: String
  package let place: SourceSpan?

  package init(_ input: InputName, _ reason: String, at place: SourceSpan? = nil) {
    self.input = input
    self.reason = ShownText.withoutSecrets(reason)
    self.place = place
  }
}
