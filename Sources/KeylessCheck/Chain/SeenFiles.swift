import KeylessSource
import Synchronization

/// The files that an answer may point into, kept as they are read.
final class SeenFiles: Sendable {
  private let files = Mutex((all: SourceFiles(), configuration: Set<String>()))

  var all: SourceFiles { files.withLock { $0.all } }
  /// Those whose names begin in the folder of the configuration.
  var configuration: Set<String> { files.withLock { $0.configuration } }

  func add(_ path: String, _ bytes: [UInt8]) { files.withLock { $0.all[path] = bytes } }

  func add(_ tree: SourceTree) {
    files.withLock { files in
      for (path, bytes) in tree.files {
        files.all[path] = bytes
        files.configuration.insert(path)
      }
    }
  }
}
