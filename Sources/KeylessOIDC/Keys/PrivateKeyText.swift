/// A text that must not reach a log: every way of printing it says `<redacted>`, only `reveal()` hands it out.
package struct PrivateKeyText: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  package init(_ text: String) { self.text = text }

  /// The text itself; a name that stands out at the place of use.
  package func reveal() -> String { text }

  package var description: String { "<redacted>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
