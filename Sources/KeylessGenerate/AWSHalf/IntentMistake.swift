package import KeylessSource

/// What is wrong with an intent that reads well and of which no half can be made; it has a place in `keyless.yaml`.
package protocol IntentMistake: Error, CustomStringConvertible {
  /// Where in `keyless.yaml`.
  var place: SourceSpan { get }
  var message: String { get }
  /// What to do, as an imperative.
  var help: String { get }
}

extension IntentMistake {
  package var description: String { "\(message); \(help)" }

  package var diagnostic: Diagnostic {
    Diagnostic("intent-not-writable", .error, Diagnostic.Message(stringLiteral: message), at: .init(place), help: help)
  }
}
