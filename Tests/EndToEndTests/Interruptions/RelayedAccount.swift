import Foundation
import KeylessAWS
import KeylessSystem
import KeylessTesting
import Testing

/// An account of a `keyless serve` that an intent is applied to, through a relay or straight, and what it is seen to hold.
///
/// It has a role and a provider of somebody else from the start, which must outlive everything.
struct RelayedAccount: Sendable {
  let relay: Relay
  let server: ServeProcess
  let scratch: Scratch
  private let pair: ExamplePair
  /// Of each pipeline of the pair, by its name.
  let tokens: [(name: String, token: String)]

  static func use(_ pair: ExamplePair, _ work: (RelayedAccount) async throws -> Void) async throws {
    try await Scratch.use { scratch in
      let server = try await ServeProcess.start(
        ["--no-fetch-issuers", "--play", pair.issuer, "--log-level", "error"],
        in: scratch.url
      )
      var tokens: [(String, String)] = []
      for (name, facts) in pair.pipelines {
        let minted = try await Binary.run(
          ["token", "mint", "--server", server.readyFile.path, "--platform", pair.platform]
            // A busy machine is no reason for a token to expire.
            + ["--audience", "sts.amazonaws.com", "--lifetime", "7200"] + facts.flatMap { ["--fact", $0] }
        )
        try #require(minted.status == 0, "\(minted.errors)")
        tokens.append((name, minted.output.trimmingCharacters(in: .newlines)))
      }
      try await Relay.use(before: server, in: scratch) { relay in
        let account = RelayedAccount(relay: relay, server: server, scratch: scratch, pair: pair, tokens: tokens)
        try await account.makeBystanders()
        try await work(account)
      }
      #expect(await server.stop() == 0)
    }
  }

  private func makeBystanders() async throws {
    try await call(
      "CreateOpenIDConnectProvider",
      ["Url": "https://id.acme.example", "ClientIDList.member.1": "sts.amazonaws.com"]
    )
    let trust = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
      """
    try await call("CreateRole", ["RoleName": "somebody-elses", "AssumeRolePolicyDocument": trust])
  }

  func put(_ intent: ExamplePair.Intent) throws { try scratch.write(pair.yaml(intent), to: "keyless.yaml") }

  var administrator: [String: String] {
    [
      "AWS_ACCESS_KEY_ID": server.text("administrator", "accessKeyId"),
      "AWS_SECRET_ACCESS_KEY": server.text("administrator", "secretAccessKey"),
    ]
  }

  func relayed(_ arguments: [String], _ more: [String: String] = [:]) async throws -> Binary.Run {
    try await relay.run(arguments, environment: administrator.merging(more) { $1 }, folder: scratch.url)
  }

  func straight(_ arguments: [String], _ more: [String: String] = [:]) async throws -> Binary.Run {
    try await Binary.run(
      arguments,
      environment: administrator.merging(["AWS_ENDPOINT_URL": server.endpoint]) { $1 }.merging(more) { $1 },
      folder: scratch.url
    )
  }

  /// A call of the administrator's.
  @discardableResult
  func call(_ action: String, _ parameters: [String: String] = [:]) async throws -> HTTPResponse {
    let answer = try await server.call(action, service: .iam, parameters)
    try #require(answer.status == 200, "\(answer.text)")
    return answer
  }
}
