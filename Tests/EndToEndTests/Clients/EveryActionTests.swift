import Foundation
import KeylessCalls
import KeylessIAM
import KeylessS3
import KeylessSTS
import KeylessSource
import KeylessTesting
import Testing

@Suite(
  "every action, asked by boto3 and the AWS CLI",
  .serialized,
  .timeLimit(.minutes(30)),
  .enabled(if: RealClients.areThere, RealClients.absence)
)
struct EveryActionTests {
  /// What a script printed and the server's log of it.
  private static func run(_ script: String) async throws -> (output: [Substring], log: String) {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(
        [
          "--account", AdministeredAWS.account, "--account", "444455556666", "--region", "eu-west-1", "--play",
          "https://gitlab.com", "--no-fetch-issuers",
        ],
        in: scratch.url
      )
      let token = scratch.url.appending(path: "token").path
      let minted = try await Binary.run([
        "token", "mint", "--server", server.readyFile.path, "--platform", "gitlab", "--audience", "sts.amazonaws.com",
        "--fact", "project_path=acme/shop", "--fact", "ref=main", "--out", token,
      ])
      try #require(minted.status == 0, "\(minted.errors)")
      var environment = RealClients.environment(scratch, endpoint: server.endpoint)
      environment["AWS_ACCESS_KEY_ID"] = server.text("administrator", "accessKeyId")
      environment["AWS_SECRET_ACCESS_KEY"] = server.text("administrator", "secretAccessKey")
      let other = try #require(server.accounts.last)
      environment["OTHER_KEY"] = other.key
      environment["OTHER_SECRET"] = other.secret
      environment["TOKEN"] = try scratch.read("token")
      let file = Binary.root.appending(path: "Tests/EndToEndTests/Fixtures/\(script)").path
      let run = try await Binary.run([file], environment: environment, program: RealClients.python)
      await server.stop()
      let output = run.output.split(separator: "\n")
      let wrong = output.filter { !$0.hasPrefix("ok ") }
      #expect(run.status == 0, "\(wrong.joined(separator: "\n"))\n\(run.errors)")
      return (output, server.log)
    }
  }

  @Test("gives boto3 each of its errors and pages, and simulates what it then decides")
  func errors() async throws {
    let (output, _) = try await Self.run("errors.py")
    #expect(output.count >= 850)
  }

  @Test("succeeds and is refused for the AWS CLI, none left out")
  func commandLine() async throws {
    let (output, log) = try await Self.run("cli.py")
    #expect(output.count >= 276)
    let names =
      IAMActions.all.map { "iam:\($0.name)" } + STSActions.all.map { "sts:\($0.name)" }
      + S3Operations.names.map { "s3:\($0)" } + ["sts:AssumeRoleWithWebIdentity"]
    #expect(names.count >= 136)
    for name in names { #expect(log.contains("action=\(name) "), "\(name) was never asked") }
  }
}

extension ServeProcess {
  /// The administrators of all accounts, as the ready file names them.
  fileprivate var accounts: [(key: String, secret: String)] {
    guard case .array(let accounts)? = ready["accounts"]?.value else { return [] }
    return accounts.map { account in
      func text(_ name: String) -> String {
        guard case .string(let text)? = account["administrator"]?[name]?.value else { return "" }
        return text
      }
      return (text("accessKeyId"), text("secretAccessKey"))
    }
  }
}
