import Synchronization

/// The ids of the tokens that a job got: the one in its file, and those it asked for.
final class JobTokens: Sendable {
  private let ids: Mutex<[String]>

  init(first: String) { ids = Mutex([first]) }

  func add(_ id: String) { ids.withLock { $0.append(id) } }

  var all: [String] { ids.withLock { $0 } }
}
