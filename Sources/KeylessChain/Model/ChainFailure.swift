/// The chain ends without credentials, in the tool's own words.
package struct ChainFailure: Error, Hashable, Sendable {
  /// Exactly what the tool prints where that is documented or observed; the variable parts filled in.
  package let text: String
  /// The link that ended it; nil where it ends before any link is asked.
  package let link: LinkKind?
  package let origin: LinkOrigin?

  package init(_ text: String, in link: LinkKind? = nil, from origin: LinkOrigin? = nil) {
    self.text = ShownText.withoutSecrets(text)
    self.link = link
    self.origin = origin
  }

  /// The text in one line.
  package var line: String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
}
