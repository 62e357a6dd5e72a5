extension ActionPattern {
  /// Whether the pattern meets this action, as a decision would find.
  package func matches(_ action: String) -> Bool {
    WildcardPattern(text, foldingCase: true).matches(ASCIIFold.folded(action))
  }
}
