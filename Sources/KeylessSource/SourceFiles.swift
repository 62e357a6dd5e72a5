/// The texts that spans point into, kept so that a renderer can show the line a finding is about.
package struct SourceFiles: Sendable {
  private var contents: [String: [UInt8]] = [:]

  package init() {}

  package init(_ file: String, _ bytes: [UInt8]) {
    contents[file] = bytes
  }

  package subscript(file: String) -> [UInt8]? {
    get { contents[file] }
    set { contents[file] = newValue }
  }

  /// One-based line and column (in Unicode scalars) of a byte offset, with the whole line; nil when the file is unknown.
  package func position(of offset: Int, in file: String) -> (line: Int, column: Int, text: String)? {
    guard let bytes = contents[file] else { return nil }
    let offset = min(max(offset, 0), bytes.count)
    let newline = UInt8(ascii: "\n")
    let line = bytes[..<offset].count { $0 == newline } + 1
    let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
    let column = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1
    return (line, column, String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
