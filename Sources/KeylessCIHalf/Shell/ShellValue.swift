package import KeylessSource

/// What a word or variable of a script is worth.
///
/// Beside a `CIText` it knows which unknown is which: two names of one temporary file are the same value.
package struct ShellValue: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case literal(String)
    /// Each run has its own, and the platform promises it.
    case predefined(String)
    /// Not known; the same origin is the same value.
    case unknown(String, origin: String)
  }

  package var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  package init(_ text: String) { parts = text.isEmpty ? [] : [.literal(text)] }

  /// What a text of the CI file is worth.
  package init(_ text: CIText) {
    parts = text.parts.map {
      switch $0 {
      case .literal(let text): .literal(text)
      case .predefined(let name): .predefined(name)
      case .unknown(let reason): .unknown(reason, origin: reason)
      }
    }
  }

  /// The bytes of what is known; a value that doubles with every line would outgrow any memory.
  var size: Int {
    parts.reduce(0) { if case .literal(let text) = $1 { $0 + text.utf8.count } else { $0 } }
  }

  static let largest = 1 << 16

  package var text: String? {
    var out = ""
    for part in parts {
      guard case .literal(let text) = part else { return nil }
      out += text
    }
    return out
  }

  /// The value with neighbouring literals joined, so that equal values are equal.
  package var joined: ShellValue {
    var out: [Part] = []
    var run = ""
    for part in parts {
      if case .literal(let text) = part {
        run += text
        continue
      }
      if !run.isEmpty { out.append(.literal(run)) }
      run = ""
      out.append(part)
    }
    if !run.isEmpty { out.append(.literal(run)) }
    return ShellValue(out)
  }

  package func text(source: String, at span: SourceSpan) -> CIText {
    CIText(
      joined.parts.map {
        switch $0 {
        case .literal(let text): .literal(text)
        case .predefined(let name): .predefined(name)
        case .unknown(let reason, _): .unknown(reason)
        }
      },
      source: source,
      at: span
    )
  }
}
