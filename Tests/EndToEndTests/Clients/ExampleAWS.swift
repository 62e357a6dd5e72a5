import Foundation
import KeylessRehearsal
import KeylessServer
import KeylessSystem
import KeylessTesting
import Logging

/// A local AWS in this process, with the provider and the roles of an example, for clients that nobody here wrote.
enum ExampleAWS {
  static func serve<Result: Sendable>(
    _ example: String,
    _ work: @escaping @Sendable (_ stage: Stage, _ endpoint: String) async throws -> Result
  ) async throws -> Result {
    let system = System.patient()
    let path = Binary.root.appending(path: "examples/\(example)").path
    let stage = try Stage(
      try IntentFile.read(path, system: system).intent,
      system: system,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    return try await LocalAWSServer.serve(stage.aws) { endpoint in try await work(stage, endpoint) }
  }
}
