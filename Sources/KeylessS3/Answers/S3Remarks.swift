import KeylessCalls
import Synchronization

/// Header fields that go out with a refusal too: what became of the object that is not there, where the bucket lies.
final class S3Remarks: Sendable {
  private let fields = Mutex<[ServerAnswer.Header]>([])

  func add(_ name: String, _ value: String) { fields.withLock { $0.append(.init(name, value)) } }

  var headers: [ServerAnswer.Header] { fields.withLock { $0 } }
}
