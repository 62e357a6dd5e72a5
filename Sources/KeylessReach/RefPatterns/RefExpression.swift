/// A ref pattern, read: scalars, places and how they are combined.
///
/// Wider than `Expression`, from which the grammars are written: it looks at what lies around a place, and its scalars
/// are not ASCII only.
indirect enum RefExpression: Hashable, Sendable {
  case scalars(ScalarSet)
  case place(Place)
  case sequence([RefExpression])
  case either([RefExpression])
  /// Without `most` as often as one likes.
  case repeated(RefExpression, least: Int, most: Int?)

  static let empty = RefExpression.sequence([])
  static let anything = RefExpression.repeated(.scalars(.all), least: 0, most: nil)

  static func optional(_ part: RefExpression) -> RefExpression { .repeated(part, least: 0, most: 1) }

  /// A place between two bytes, known by what lies on its sides.
  enum Place: Hashable, Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordEdge, noWordEdge

    func holds(between left: Side, and right: Side) -> Bool {
      switch self {
      case .textStart: left == .nothing
      case .textEnd: right == .nothing
      case .lineStart: left == .nothing || left == .newline
      case .lineEnd: right == .nothing || right == .newline
      case .wordEdge: (left == .word) != (right == .word)
      case .noWordEdge: (left == .word) == (right == .word)
      }
    }
  }

  /// What lies on one side of a place.
  enum Side: Int, CaseIterable, Sendable {
    /// The text begins or ends here.
    case nothing
    case newline
    /// An ASCII letter or digit or `_`.
    case word
    case other

    init(_ byte: UInt8) {
      switch byte {
      case 0x0A: self = .newline
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
        self = .word
      default: self = .other
      }
    }
  }
}
