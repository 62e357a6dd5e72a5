import KeylessSystem
import KeylessTesting

/// A test machine with files that a closure answers, and a network and programs that the test plays.
enum DescribedSystem {
  static func make(
    environment: [String: String] = [:],
    files: @escaping @Sendable (String) -> [UInt8]? = { _ in nil },
    folders: @escaping @Sendable (String) -> Bool = { _ in false },
    traffic: RecordedOrNone = .none,
    output: (@Sendable (ProcessRequest) throws -> ProcessOutput)? = nil
  ) -> System {
    var system = TestMachine().system(environment: environment)
    system.files.read = { path, limit throws(SystemError) in
      guard let bytes = files(path) else { return nil }
      guard bytes.count <= limit else { throw SystemError(.fileTooLarge, "\(path) is too large") }
      return bytes
    }
    system.files.kind = { path, _ in folders(path) ? .directory : files(path) == nil ? nil : .file }
    if case .recorded(let send) = traffic { system.send = send }
    if let output { system.capture = { request, _ in try output(request) } }
    return system
  }

  enum RecordedOrNone: Sendable {
    case none
    case recorded(@Sendable (HTTPRequest) async throws -> HTTPResponse)
  }
}
