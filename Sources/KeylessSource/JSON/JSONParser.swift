/// A strict RFC 8259 parser that keeps positions and refuses what could be read in two ways.
///
/// Duplicate members, lone surrogates, invalid UTF-8, a byte-order mark and trailing text are errors, because the reader
/// that disagrees with us about them would disagree about who gets in. Size is bounded before the first byte is read,
/// depth while reading.
package enum JSONParser {
  /// Bounds on hostile input.
  package struct Limits: Sendable {
    /// Largest document, in bytes.
    package var size: Int
    /// Deepest nesting of arrays and objects.
    package var depth: Int

    package init(size: Int = 1 << 20, depth: Int = 64) {
      self.size = size
      self.depth = depth
    }
  }

  /// Parses exactly one JSON text.
  package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONNode {
    let index = try JSONIndex(bytes, limits: limits)
    return index.node(index.root)
  }
}
