import KeylessChain
import KeylessSystem

/// Files by absolute path, below a folder that stands for `/` where there is one.
struct MachineFiles {
  private let system: System
  private let root: String?
  /// More than any tool's files have; a token has 20,000 bytes at most.
  private static let limit = 1 << 20

  init(_ system: System, root: String?) {
    self.system = system
    self.root = root
  }

  func read(_ path: String) -> FileAnswer {
    guard let parts = parts(path) else { return .unknown("leads out of the described machine") }
    if let reason = linkProblem(parts) { return .unknown(reason) }
    let place = root.map { $0 + "/" + parts.joined(separator: "/") } ?? path
    if system.files.isDirectory(place) { return .unreadable(.directory) }
    do {
      guard let bytes = try system.files.read(place, Self.limit) else { return .missing }
      return .bytes(bytes)
    } catch {
      // What cannot be opened is the same to every tool; what is only too large for us is not, and whose file it is on a
      // machine that is only described stands nowhere.
      if error.code == .fileTooLarge { return .unknown("is larger than 1 MiB and was not read") }
      // What comes out of a pipe is gone afterwards, and the tool would read it.
      if system.files.kind(place, true) == .other { return .unknown("is a pipe or a device and was not read") }
      // The system's own words are at the end.
      if error.description.hasSuffix(": Not a directory") { return .unreadable(.notDirectory) }
      guard root == nil, error.description.hasSuffix(": Permission denied") else { return .unknown("was not read") }
      return .unreadable(.permission)
    }
  }

  /// The names below a described machine's root; nil for a path with `..` that would leave it.
  private func parts(_ path: String) -> [Substring]? {
    guard root != nil else { return [] }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return parts
  }

  /// Why nobody knows what is there: a link would lead to files of this machine, which the description could then send
  /// wherever it likes.
  private func linkProblem(_ parts: [Substring]) -> String? {
    guard var folder = root else { return nil }
    for part in parts {
      folder += "/" + part
      if system.files.kind(folder, false) == .link {
        return "is behind a symbolic link, and in a machine that is only described none is followed"
      }
    }
    return nil
  }
}
