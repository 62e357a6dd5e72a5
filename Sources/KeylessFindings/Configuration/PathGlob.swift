/// A pattern for paths of the tree: `*` and `?` within one name, `**` for any number of folders.
///
/// A pattern that matches a folder stands for everything in it. Comparison is by bytes.
package struct PathGlob: Hashable, Sendable {
  package let text: String
  private let names: [[UInt8]]

  /// Longest pattern, so that a match stays cheap.
  static let longest = 1024

  /// Nil for what can match no path of the tree: an empty or absolute one, one with `..`, one that is too long.
  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= Self.longest, !text.utf8.starts(with: "/".utf8) else { return nil }
    var names: [[UInt8]] = []
    for name in text.utf8.split(separator: UInt8(ascii: "/")) where Array(name) != Array(".".utf8) {
      let name = Array(name)
      guard name != Array("..".utf8) else { return nil }
      if name == Self.anyFolders, names.last == Self.anyFolders { continue }
      names.append(name)
    }
    guard !names.isEmpty else { return nil }
    self.text = text
    self.names = names
  }

  private static let anyFolders = Array("**".utf8)

  package func matches(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    // Every folder of the path counts, so the pattern may be used up before the path is.
    return Self.match(names, parts, isMany: { $0 == Self.anyFolders }, mayStopEarly: true) {
      Self.match($0, $1, isMany: { $0 == UInt8(ascii: "*") }, mayStopEarly: false) {
        $0 == UInt8(ascii: "?") || $0 == $1
      }
    }
  }

  /// Walks both lists once and goes back only to the last wildcard, which is enough and keeps the cost a product.
  private static func match<Element>(
    _ pattern: [Element],
    _ subject: [Element],
    isMany: (Element) -> Bool,
    mayStopEarly: Bool,
    _ matches: (Element, Element) -> Bool
  ) -> Bool {
    var (at, place) = (0, 0)
    var star: (pattern: Int, subject: Int)?
    while place < subject.count {
      if at == pattern.count, mayStopEarly { return true }
      if at < pattern.count, isMany(pattern[at]) {
        star = (at, place)
        at += 1
      } else if at < pattern.count, matches(pattern[at], subject[place]) {
        at += 1
        place += 1
      } else if let last = star {
        star = (last.pattern, last.subject + 1)
        at = last.pattern + 1
        place = last.subject + 1
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy(isMany)
  }
}
