/// The texts that spans point into, kept so that a renderer can show the line a finding is about.
package struct SourceFiles: Sendable {
  private var files: [String: File] = [:]

  private struct File: Sendable {
    var bytes: [UInt8]
    /// Where each line begins, so that a place is found without reading the file again for every finding.
    var lines: [Int]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      lines = [0]
      for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { lines.append(offset + 1) }
    }
  }

  package init() {}

  package init(_ file: String, _ bytes: [UInt8]) {
    self[file] = bytes
  }

  package subscript(file: String) -> [UInt8]? {
    get { files[file]?.bytes }
    set { files[file] = newValue.map(File.init) }
  }

  /// One-based line and column (in Unicode scalars) of a byte offset, with the whole line; nil when the file is unknown.
  package func position(of offset: Int, in file: String) -> (line: Int, column: Int, text: String)? {
    guard let file = files[file] else { return nil }
    let offset = min(max(offset, 0), file.bytes.count)
    // The last line that begins at or before the offset.
    var (low, high) = (0, file.lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if file.lines[middle] <= offset { low = middle } else { high = middle }
    }
    let start = file.lines[low]
    var end = low + 1 < file.lines.count ? file.lines[low + 1] - 1 : file.bytes.count
    // A line may end as Windows's do.
    if end > start, file.bytes[end - 1] == UInt8(ascii: "\r"), end < file.bytes.count { end -= 1 }
    let column = String(decoding: file.bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1
    return (low + 1, column, String(decoding: file.bytes[start..<max(start, end)], as: UTF8.self))
  }
}
