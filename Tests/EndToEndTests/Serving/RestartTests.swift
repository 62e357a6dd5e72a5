import KeylessSystem
import KeylessAWS
import KeylessTesting
import Testing

@Suite("a server that is started again on its store", .timeLimit(.minutes(30)))
struct RestartTests {
  @Test("knows its users, their keys and its sessions, also when it was killed")
  func sessions() async throws {
    try await Scratch.use { scratch in
      let store = ["--store", "sqlite:aws.db"]
      let first = try await ServeProcess.start(store, in: scratch.url)
      #expect(try await first.call("CreateUser", service: .iam, ["UserName": "ann"]).status == 200)
      let key = try await first.call("CreateAccessKey", service: .iam, ["UserName": "ann"])
      let (id, secret) = (key.element("AccessKeyId"), key.element("SecretAccessKey"))
      let session = try await first.call("GetSessionToken", service: .sts, key: id, secret: secret)
      #expect(session.status == 200, "\(session.text)")
      #expect(await first.stop(9) == 128 + 9)

      func arns(_ server: ServeProcess) async throws -> [String] {
        let byKey = try await server.call("GetCallerIdentity", service: .sts, key: id, secret: secret)
        let bySession = try await server.call(
          "GetCallerIdentity",
          service: .sts,
          key: session.element("AccessKeyId"),
          secret: session.element("SecretAccessKey"),
          token: session.element("SessionToken")
        )
        return [byKey, bySession].map { $0.status == 200 ? $0.element("Arn") : $0.element("Code") }
      }

      let second = try await ServeProcess.start(store, in: scratch.url)
      #expect(try await arns(second) == Array(repeating: "arn:aws:iam::111122223333:user/ann", count: 2))
      #expect(await second.stop() == 0)
      // The twin: without the store nobody is known.
      let memory = try await ServeProcess.start(in: scratch.url)
      #expect(try await arns(memory) == ["InvalidClientTokenId", "InvalidClientTokenId"])
      #expect(await memory.stop() == 0)
    }
  }
}
