/// A claim's text as literals and named components, in order; the subject above all.
///
/// The minting of tokens and the computation of reach read the same template, so they cannot disagree about a subject.
package struct ClaimTemplate: Hashable, Sendable {
  package var segments: [Segment]

  package init(_ segments: [Segment]) { self.segments = segments }

  package enum Segment: Hashable, Sendable, ExpressibleByStringLiteral {
    case literal(String)
    /// The raw value of a component, written with the escape.
    case component(String, Escape = .none)

    package init(stringLiteral value: String) { self = .literal(value) }
  }

  /// A letter substitution that a platform applies to a value inside a subject.
  package enum Escape: Hashable, Sendable {
    case none
    /// GitHub: `:` becomes `%3A`; `%` itself is left alone, so two values can give one text.
    case colon

    package func apply(to value: String) -> String {
      guard self == .colon, value.utf8.contains(UInt8(ascii: ":")) else { return value }
      var bytes: [UInt8] = []
      for byte in value.utf8 {
        if byte == UInt8(ascii: ":") { bytes += "%3A".utf8 } else { bytes.append(byte) }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The text for these component values; nil when one is missing.
  package func render(_ values: [String: String]) -> String? {
    var out = ""
    for segment in segments {
      switch segment {
      case .literal(let text): out += text
      case .component(let name, let escape):
        guard let value = values[name] else { return nil }
        out += escape.apply(to: value)
      }
    }
    return out
  }

  /// The components it mentions, in order.
  package var components: [String] {
    segments.compactMap { if case .component(let name, _) = $0 { name } else { nil } }
  }

  /// Literals side by side joined, empty ones dropped.
  var joined: ClaimTemplate {
    var out: [Segment] = []
    for segment in segments {
      if case .literal(let text) = segment {
        if text.isEmpty { continue }
        if case .literal(let before)? = out.last {
          out[out.count - 1] = .literal(before + text)
          continue
        }
      }
      out.append(segment)
    }
    return ClaimTemplate(out)
  }
}
