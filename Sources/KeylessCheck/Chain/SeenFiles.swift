import KeylessSource
import Synchronization

/// The files that an answer may point into, kept as they are read.
final class SeenFiles: Sendable {
  private let files = Mutex(SourceFiles())

  var all: SourceFiles { files.withLock { $0 } }

  func add(_ path: String, _ bytes: [UInt8]) { files.withLock { $0[path] = bytes } }
}
