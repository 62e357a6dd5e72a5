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
    guard let place = place(path) else { return .unreadable("its path leads out of the described machine") }
    if system.files.isDirectory(place) { return .unreadable("is a directory") }
    do {
      guard let bytes = try system.files.read(place, Self.limit) else { return .missing }
      return .bytes(bytes)
    } catch {
      // What cannot be opened is the same to every tool; what is only too large for us is not.
      return error.code == .fileTooLarge
        ? .unknown("is larger than 1 MiB and was not read") : .unreadable("cannot be read")
    }
  }

  /// Nil for a path with `..` that would leave a described machine.
  private func place(_ path: String) -> String? {
    guard let root else { return path }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return root + "/" + parts.joined(separator: "/")
  }
}
