import Foundation
import KeylessOIDC
import KeylessPlatforms
import KeylessPolicy
import KeylessAWS
import KeylessAccounts
import KeylessIssuers
import KeylessServer
import KeylessSystem
import Logging

/// The child of the exchange benchmark: a local AWS whose CPU time is its own process's.
///
/// It speaks lines: it prints its port, then answers every `cpu` with its CPU nanoseconds and every `memory` with its resident
/// bytes; the end of input ends it.
enum ExchangeServer {
  static let account = "111122223333"
  static let role = "arn:aws:iam::111122223333:role/deploy"

  static func run(_ system: System) async throws {
    guard let pem = Swift.readLine(strippingNewline: true) else {
      throw BenchmarkError(description: "the child was given no key")
    }
    let key = try SigningKey(pem: PrivateKeyText(pem.replacing("|", with: "\n")))
    let aws = try makeAWS(key: key, system)
    try await LocalAWSServer.serve(aws) { endpoint in
      system.printOutput("\(endpoint.split(separator: ":").last ?? "0")\n")
      await answerQuestions(system)
    }
  }

  /// On a thread of its own: waiting for a line must not hold up the threads that answer requests.
  private static func answerQuestions(_ system: System) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        while let line = Swift.readLine() {
          system.printOutput("\(line == "memory" ? ResidentMemory.bytes() : Clock.cpu())\n")
        }
        done.resume()
      }
    }
  }

  /// `roles` and `policies` are what the account holds besides the role that is asked for.
  static func makeAWS(key: SigningKey, roles: Int = 0, policies: Int = 0, _ system: System) throws -> LocalAWS {
    let accounts = try Accounts(store: MemoryStore())
    let provider = "arn:aws:iam::\(account):oidc-provider/gitlab.com"
    try accounts.put(
      .provider(
        IdentityProvider(arn: provider, account: account, issuer: Tokens.issuer, clientIDs: [Tokens.audience])
      )
    )
    let policy = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"\(provider)"},
      "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"gitlab.com:aud":"\(Tokens.audience)"},
      "StringLike":{"gitlab.com:sub":"project_path:acme/*:ref_type:branch:ref:main"}}}]}
      """
    try accounts.put(
      .role(
        Role(
          arn: RoleARN(parsing: role),
          uniqueID: "AROAEXAMPLEEXAMPLE234",
          created: system.now(),
          trust: StoredPolicy(policy, kind: .trust, name: "bench")
        )
      )
    )
    try Crowd.put(roles: roles, policies: policies, trust: policy, into: accounts, now: system.now())
    return try LocalAWS(
      accounts: accounts,
      issuers: [try PlayedIssuer(issuer: Tokens.issuer, signingKey: key)],
      system: system,
      logger: Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
    )
  }

  /// The form of one exchange, as SDKs encode it.
  static func form(_ token: String) -> String {
    let arn = role.replacing(":", with: "%3A").replacing("/", with: "%2F")
    return
      "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=\(arn)&RoleSessionName=job&WebIdentityToken=\(token)"
  }
}
