/// What is at a path.
package enum FileAnswer: Hashable, Sendable {
  /// Why a file that is there cannot be opened; every tool meets the same, and has its own words for it.
  package enum Refusal: Hashable, Sendable, CaseIterable {
    case directory
    case permission
    /// A part of its path is a file, as below a `HOME` of `/dev/null`: nothing can be there, and errors name the reason.
    case notDirectory

    /// As in "the token file `/run/token` is a directory".
    package var words: String {
      switch self {
      case .directory: "is a directory"
      case .permission: "cannot be read: permission denied"
      case .notDirectory: "cannot be there: a part of its path is no directory"
      }
    }
  }

  case bytes([UInt8])
  case missing
  /// Something is there that no tool can read.
  case unreadable(Refusal)
  /// Nobody knows, and why: as on a runner that is not this machine, or of a file that is only too large for us.
  case unknown(String)
}
