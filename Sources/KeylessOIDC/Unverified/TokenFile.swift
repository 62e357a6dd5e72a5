/// The file a job leaves its token in.
package enum TokenFile {
  /// The contents without one final line end, which `echo` writes and `printf %s` does not.
  ///
  /// STS seems to tolerate it (unverified). Whoever reads such a file says so by calling this;
  /// the parser itself trims nothing.
  package static func token(in contents: [UInt8]) -> [UInt8] {
    guard contents.last == UInt8(ascii: "\n") else { return contents }
    let line = contents.dropLast()
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
