/// A text that must never be printed: every description and reflection of it says `<redacted>`.
package protocol SecretText: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself, for the wire and for nothing else.
  var exposed: String { get }
}

extension SecretText {
  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Takes the same time wherever two secrets differ.
  package static func == (left: Self, right: Self) -> Bool {
    ConstantTime.equal(Array(left.exposed.utf8), Array(right.exposed.utf8))
  }
}
