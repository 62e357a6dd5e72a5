import Foundation
import KeylessTesting
import Testing

@Suite(
  "calls that keyless serve hands to moto's KMS",
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence),
  .enabled(if: Emulator.isThere, Emulator.absence)
)
struct UpstreamTests {
  @Test("are verified and authorised here and answered there; what is refused here never gets there")
  func kms() async throws {
    try await Scratch.use { scratch in
      try await Emulator.use(in: scratch) { emulator in
        let server = try await ServeProcess.start(["--upstream", "kms=\(emulator)"], in: scratch.url)
        var environment = RealClients.environment(scratch, endpoint: server.endpoint)
        environment["AWS_ACCESS_KEY_ID"] = server.text("administrator", "accessKeyId")
        environment["AWS_SECRET_ACCESS_KEY"] = server.text("administrator", "secretAccessKey")
        let script = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/kms.py").path
        let run = try await Binary.run([script], environment: environment, program: RealClients.python)
        await server.stop()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasSuffix("done\n"), "\(run.output)")
        #expect(server.log.contains("passed on to \(emulator)"))
      }
    }
  }

  @Test("are answered as unavailable, and not tried again, when nobody is there")
  func nobody() async throws {
    try await Scratch.use { scratch in
      let gone = try await Emulator.use(in: scratch) { $0 }
      let server = try await ServeProcess.start(["--upstream", "kms=\(gone)"], in: scratch.url)
      var environment = RealClients.environment(scratch, endpoint: server.endpoint)
      environment["AWS_ACCESS_KEY_ID"] = server.text("administrator", "accessKeyId")
      environment["AWS_SECRET_ACCESS_KEY"] = server.text("administrator", "secretAccessKey")
      let run = try await Binary.run(["kms", "list-keys"], environment: environment, program: RealClients.aws)
      await server.stop()
      #expect(run.status != 0)
      #expect(run.errors.contains("(UpstreamUnavailable)"), "\(run.errors)")
    }
  }
}
