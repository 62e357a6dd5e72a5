import Foundation
import KeylessAccounts
import KeylessServer
import Testing

@Suite(
  "boto3 with IAM roles",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence)
)
struct RolesTests {
  @Test("boto3 makes providers, roles and policies, is refused in AWS's words, and pages through every list")
  func boto() async throws {
    try await AdministeredAWS.serve { server in
      try await Scratch.use { scratch in
        let run = try await Binary.run(
          [Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/roles.py").path],
          environment: server.environment(scratch),
          program: RealClients.python
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        // The script leaves nothing behind.
        let contents = server.aws.accounts.snapshot[AdministeredAWS.account]
        #expect(contents.roleCount == 0 && contents.policyCount == 0 && contents.providerCount == 0)
      }
    }
  }
}
