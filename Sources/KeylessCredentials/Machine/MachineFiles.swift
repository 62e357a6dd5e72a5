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
    guard let parts = parts(path) else { return .unknown("leads out of the folder that is looked at") }
    if let reason = linkProblem(parts) { return .unknown(reason) }
    let place = root.map { $0 + "/" + parts.joined(separator: "/") } ?? path
    switch system.files.kind(place, true) {
    case .directory: return .unreadable(.directory)
    // What comes out of a pipe is gone afterwards, and the tool would read it.
    case .other: return .unknown("is a pipe or a device and was not read")
    case .file, .link, nil: break
    }
    do {
      guard let bytes = try system.files.read(place, Self.limit) else { return .missing }
      return .bytes(bytes)
    } catch {
      // What cannot be opened is the same to every tool; what is only too large for us is not, and whose file it is on a
      // machine that is only described stands nowhere.
      return switch error.code {
      case .fileTooLarge: .unknown("is larger than 1 MiB and was not read")
      case .notADirectory: .unreadable(.notDirectory)
      case .fileForbidden where root == nil: .unreadable(.permission)
      default: .unknown("was not read")
      }
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
