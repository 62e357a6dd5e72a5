package import KeylessClient

/// One step of a plan: one call to IAM, what it means, and whether somebody may do more afterwards.
package struct Change: Hashable, Sendable {
  package var write: IAMWrite
  /// `role deploy: attach arn:…`.
  package var words: String
  /// What is opened to somebody who had it not; nil when nothing is.
  package var widening: String?
  /// Part of making a role or provider that was not there: asked for by the intent, and no surprise.
  package var isCreation: Bool

  package init(_ write: IAMWrite, _ words: String, widening: String? = nil, isCreation: Bool = false) {
    self.write = write
    self.words = words
    self.widening = widening
    self.isCreation = isCreation
  }

  /// Whether somebody must say yes to it.
  ///
  /// Making what the intent asks for is no surprise where nothing was; opening what stands already may be one.
  package var needsConsent: Bool { widening != nil && !isCreation }
}
