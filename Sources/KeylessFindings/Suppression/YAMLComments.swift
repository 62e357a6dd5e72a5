import KeylessSource

/// Finds the comments of a YAML file: a `#` at the start of a line or behind a blank, outside of every scalar.
///
/// The tree knows where scalars stand, so `run: "echo # keyless…"` and the shell in a block scalar are text. A file that
/// is no YAML has no comments.
enum YAMLComments {
  static func read(_ bytes: [UInt8], file: String) -> CommentLines? {
    let limits = YAMLReader.Limits(size: 16 << 20)
    guard let documents = try? YAMLReader.documents(bytes, file: file, limits: limits) else { return nil }
    var lines = CommentLines()
    var scalars: [Range<Int>] = []
    for document in documents { collect(document, bytes, &scalars, &lines.texts) }
    scalars.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    lines.texts.sort { $0.lowerBound < $1.lowerBound }
    var (index, scalar) = (0, 0)
    while let sign = bytes[index...].firstIndex(of: UInt8(ascii: "#")) {
      while scalar < scalars.count, scalars[scalar].upperBound <= sign { scalar += 1 }
      if scalar < scalars.count, scalars[scalar].contains(sign) {
        index = scalars[scalar].upperBound
      } else if sign == 0 || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[sign - 1]) {
        let end = bytes[sign...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        lines.comments.append(sign..<end)
        index = end
      } else {
        index = sign + 1
      }
    }
    return lines
  }

  private static func collect(
    _ node: YAMLNode,
    _ bytes: [UInt8],
    _ scalars: inout [Range<Int>],
    _ texts: inout [Range<Int>]
  ) {
    switch node.value {
    case .scalar(let scalar):
      guard scalar.style == .literal || scalar.style == .folded else {
        scalars.append(node.range)
        return
      }
      // Behind `|` or `>` a comment may stand; the content begins on the next line.
      let line = bytes[node.range.lowerBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if line < node.range.upperBound {
        scalars.append(line..<node.range.upperBound)
        texts.append(node.range)
      }
    case .sequence(let nodes): for node in nodes { collect(node, bytes, &scalars, &texts) }
    case .mapping(let entries):
      for entry in entries {
        scalars.append(entry.nameRange)
        collect(entry.value, bytes, &scalars, &texts)
      }
    }
  }
}
