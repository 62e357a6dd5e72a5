/// One node of a syntax tree: 24 bytes, its children by number, its words as places in the text.
struct HCLNode {
  var kind: Kind
  var flags: Flags = []
  var start: UInt32
  var end: UInt32
  /// Their meaning depends on the kind and is written beside it.
  var a: UInt32 = Self.none
  var b: UInt32 = Self.none
  var c: UInt32 = Self.none

  /// No child.
  static let none = UInt32.max

  /// A kind with "list" has its children in the tree's links: `a` is the first one, `b` their number.
  enum Kind: UInt8 {
    /// list of attributes, blocks and unreadable items
    case body
    /// a: expression, c: the name's end
    case attribute
    /// list of labels and the body; c: the type's end
    case block
    case quotedLabel, bareLabel
    /// An item or expression of which no more can be said than where it stands.
    case unreadable
    case null, yes, no, number, variable
    /// list of parts
    case quote, heredoc, bareTemplate
    case literal
    /// a: expression
    case interpolation
    /// a: condition, b and c: what is written then and otherwise
    case ifDirective
    /// list of key, value, collection and what is written for each
    case forDirective
    /// list of parts
    case templateBody
    /// list of elements
    case tuple
    /// list of items
    case object
    /// a: key, b: value
    case objectItem
    /// list of key name, value name, collection, key, value and condition, with `none` for what is not there
    case forExpression
    case name
    /// list of arguments; c: the name's end
    case call
    /// list of steps; c: what they start from
    case traversal
    /// c: the name's start
    case attributeStep
    /// a: key
    case indexStep
    /// c: the digits' start
    case legacyIndexStep
    case attributeSplat, fullSplat
    /// a: operand
    case not, negation
    /// list of operand, operator, operand and so on
    case operation
    case operatorSymbol
    /// a: condition, b and c: the results
    case conditional
    /// a: expression
    case parentheses
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// Of a literal: it holds escapes.
    static let escaped = Flags(rawValue: 1)
    /// Of a literal: it stands between quotes, where `\` escapes.
    static let quoted = Flags(rawValue: 2)
    /// Of a heredoc: `<<-`.
    static let flush = Flags(rawValue: 4)
    /// Of a `for`: `{`, `...`; of a call: `...`; of an object's item: `:`.
    static let object = Flags(rawValue: 8)
    static let expands = Flags(rawValue: 16)
    static let colon = Flags(rawValue: 32)
    /// Of a string or a bracket: its end is missing.
    static let unclosed = Flags(rawValue: 64)
    /// Of a template part: `~` on its left, on its right.
    static let stripsLeft = Flags(rawValue: 1)
    static let stripsRight = Flags(rawValue: 2)
  }
}

extension HCLNode {
  /// Moves what a node refers to when its tree becomes part of another.
  mutating func move(nodes: UInt32, links: UInt32, text: UInt32) {
    switch kind {
    case .body, .quote, .heredoc, .bareTemplate, .forDirective, .templateBody, .tuple, .object, .forExpression,
      .operation:
      a += links
    case .block, .call:
      a += links
      c += text
    case .traversal:
      a += links
      c += nodes
    case .attribute:
      a += nodes
      c += text
    case .interpolation, .indexStep, .not, .negation, .parentheses: a += nodes
    case .objectItem:
      a += nodes
      b += nodes
    case .ifDirective, .conditional:
      a += nodes
      b += nodes
      if c != Self.none { c += nodes }
    case .attributeStep, .legacyIndexStep: c += text
    case .quotedLabel, .bareLabel, .unreadable, .null, .yes, .no, .number, .variable, .literal, .name, .attributeSplat,
      .fullSplat, .operatorSymbol:
      break
    }
  }
}
