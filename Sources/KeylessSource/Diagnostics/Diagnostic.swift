/// One thing worth telling the user about their source; emitted and rendered, never thrown.
package struct Diagnostic: Hashable, Sendable {
  package var id: DiagnosticID
  package var severity: Severity
  package var message: Message
  /// Where the problem is, with a few words printed under the caret.
  package var primary: Label
  /// Where the other half of the problem is.
  package var related: [Label]
  /// What to do, as an imperative.
  package var help: String?

  package init(
    _ id: DiagnosticID,
    _ severity: Severity,
    _ message: Message,
    at primary: Label,
    related: [Label] = [],
    help: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.primary = primary
    self.related = related
    self.help = help
  }

  /// How much a finding matters.
  package enum Severity: String, Comparable, Hashable, Sendable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A lower-case sentence without a full stop, with the user's text in backticks; each room extends it with its own messages.
  package struct Message: Hashable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package var description: String

    package init(stringLiteral value: String) { description = value }
  }

  /// A span and what to print under it.
  package struct Label: Hashable, Sendable {
    package var span: SourceSpan
    package var text: String
    /// Whether what stands at the place or behind it is a secret, which nobody may quote.
    package var isOfSecret: Bool

    package init(_ span: SourceSpan, _ text: String = "", isOfSecret: Bool = false) {
      self.span = span
      self.text = text
      self.isOfSecret = isOfSecret
    }
  }
}
