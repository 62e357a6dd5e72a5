import Foundation
import Testing

@Suite("keyless rehearse")
struct RehearseTests {
  @Test("every handshake of the examples goes as their intent says", arguments: ["gitlab", "github"])
  func examples(name: String) async throws {
    let run = try await Binary.run(["rehearse", "examples/\(name)"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Every handshake went as the intent says."))
    #expect(!run.output.contains("WRONG"))
  }
}
