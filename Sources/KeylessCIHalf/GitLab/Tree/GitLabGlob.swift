/// The wildcards of `include: local`: `*` within a folder, `**` across folders.
package enum GitLabGlob {
  static func isPattern(_ path: String) -> Bool { path.utf8.contains(UInt8(ascii: "*")) }

  /// Whether a whole path matches; the time is bounded by the product of both lengths.
  package static func matches(_ path: String, _ pattern: String) -> Bool {
    let path = Array(path.utf8)
    let pattern = Array(pattern.utf8)
    guard path.count <= 1024, pattern.count <= 1024 else { return false }
    // `reached[i]`: the pattern so far matches the first `i` bytes.
    var reached = [Bool](repeating: false, count: path.count + 1)
    reached[0] = true
    var index = 0
    while index < pattern.count {
      if pattern[index] == UInt8(ascii: "*") {
        let crosses = index + 1 < pattern.count && pattern[index + 1] == pattern[index]
        for i in 0..<path.count where reached[i] && (crosses || path[i] != UInt8(ascii: "/")) { reached[i + 1] = true }
        index += crosses ? 2 : 1
      } else {
        var next = [Bool](repeating: false, count: path.count + 1)
        for i in 0..<path.count where reached[i] && path[i] == pattern[index] { next[i + 1] = true }
        reached = next
        index += 1
      }
    }
    return reached[path.count]
  }
}
