/// A text of a policy taken apart: literal pieces, wildcards, variables.
package struct PolicyText: Sendable {
  package enum Segment: Sendable {
    /// UTF-8 that stands for itself.
    case literal([UInt8])
    /// `*`
    case anyRun
    /// `?`: exactly one Unicode scalar.
    case anyScalar
    case variable(PolicyVariable)
  }

  /// Where `${…}` is a variable; elsewhere it is text.
  package enum VariableScope: Sendable {
    case nowhere, everywhere, afterFifthColon
  }

  /// As written.
  package let source: String
  package private(set) var segments: [Segment] = []

  package init(_ source: String, wildcards: Bool, variables: VariableScope) throws(PolicyVariable.SyntaxError) {
    self.source = source
    let bytes = Array(source.utf8)
    var literal: [UInt8] = []
    var colons = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if wildcards, byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") {
        flush(&literal)
        let wildcard = byte == UInt8(ascii: "*")
        if wildcard, case .anyRun? = segments.last {} else { segments.append(wildcard ? .anyRun : .anyScalar) }
        index += 1
        continue
      }
      let isOpen = variables == .everywhere || (variables == .afterFifthColon && colons >= 5)
      if isOpen, byte == UInt8(ascii: "$"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{") {
        switch try PolicyVariable.read(bytes, at: &index) {
        case .character(let character): literal.append(character)
        case .variable(let variable):
          flush(&literal)
          segments.append(.variable(variable))
        }
        continue
      }
      if byte == UInt8(ascii: ":") { colons += 1 }
      literal.append(byte)
      index += 1
    }
    flush(&literal)
  }

  /// The keys of its variables, in order.
  package var variables: [PolicyVariable] {
    segments.compactMap {
      guard case .variable(let variable) = $0 else { return nil }
      return variable
    }
  }

  /// The text itself when it has neither wildcard nor variable.
  package var literal: [UInt8]? {
    switch segments.count {
    case 0: return []
    case 1:
      guard case .literal(let bytes) = segments[0] else { return nil }
      return bytes
    default: return nil
    }
  }

  private mutating func flush(_ literal: inout [UInt8]) {
    guard !literal.isEmpty else { return }
    segments.append(.literal(literal))
    literal = []
  }
}
