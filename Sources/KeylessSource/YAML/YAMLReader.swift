import Yams

/// Reads YAML into a tree with places, over Yams, and refuses what could be read in two ways.
///
/// Duplicate keys (also two that differ only in Unicode normalisation), keys that are not scalars, invalid UTF-8 and
/// alias bombs are errors. Size is bounded before parsing; depth and alias expansion while the tree is built.
package enum YAMLReader {
  /// Bounds on hostile input.
  package struct Limits: Sendable {
    /// Largest file, in bytes.
    package var size: Int
    /// Deepest nesting of lists and mappings.
    package var depth: Int
    /// Most nodes that aliases and merge keys may add.
    package var expansion: Int

    package init(size: Int = 1 << 20, depth: Int = 64, expansion: Int = 100_000) {
      self.size = size
      self.depth = depth
      self.expansion = expansion
    }
  }

  /// The one document of a file; nil when the file holds none.
  package static func document(
    _ bytes: [UInt8],
    file: String,
    limits: Limits = Limits()
  ) throws(YAMLError) -> YAMLNode? {
    let documents = try documents(bytes, file: file, limits: limits)
    if documents.count > 1 {
      throw YAMLError(
        .severalDocuments,
        "the file holds \(documents.count) documents where one is expected",
        at: .init(SourceSpan(file: file, range: documents[1].range), "the second one")
      )
    }
    return documents.first
  }

  /// Every document of a file, in order.
  package static func documents(
    _ bytes: [UInt8],
    file: String,
    limits: Limits = Limits()
  ) throws(YAMLError) -> [YAMLNode] {
    let whole = SourceSpan(file: file, range: 0..<0)
    guard bytes.count <= limits.size else {
      throw YAMLError(.tooLarge, "the file is larger than \(limits.size) bytes", at: .init(whole))
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw YAMLError(
        .invalidUTF8,
        "the file is not valid UTF-8",
        at: .init(SourceSpan(file: file, range: error.byteOffsets))
      )
    }
    if let range = YAMLAliasKeys.first(in: bytes) {
      throw YAMLError(
        .complexKey,
        "a mapping key is made from an alias or a collection",
        at: .init(SourceSpan(file: file, range: range), "not a plain key")
      )
    }
    var tree = YAMLTree(bytes, file: file, limits: limits)
    do {
      let parser = try Parser(
        yaml: String(decoding: bytes, as: UTF8.self),
        resolver: .basic,
        constructor: .default,
        encoding: .utf8
      )
      // Yams holds anchors weakly in nodes; the parser keeps them alive, so a tree is built before it goes.
      return try withExtendedLifetime(parser) {
        var nodes: [YAMLNode] = []
        while let root = try parser.nextRoot() { nodes.append(try tree.document(root)) }
        return nodes
      }
    } catch let error as YAMLError {
      throw error
    } catch {
      throw tree.failure(error)
    }
  }
}
