/// Where a server keeps its accounts, as a person says it: `memory`, or `sqlite:` and a path.
package enum StoreChoice: Hashable, Sendable {
  case memory
  case sqlite(path: String)

  package init?(_ text: String) {
    if text.utf8.elementsEqual("memory".utf8) {
      self = .memory
      return
    }
    let scheme = "sqlite:"
    guard text.utf8.starts(with: scheme.utf8) else { return nil }
    let path = String(decoding: text.utf8.dropFirst(scheme.utf8.count), as: UTF8.self)
    guard !path.utf8.isEmpty, !path.utf8.contains(0), path.utf8.last != UInt8(ascii: "/") else { return nil }
    self = .sqlite(path: path)
  }
}
