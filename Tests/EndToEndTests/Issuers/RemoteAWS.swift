import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessIssuers
import KeylessOIDC
import KeylessPolicy
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Logging
import Synchronization

/// A local AWS that believes one real issuer: this machine's network, and a clock that the test moves.
struct RemoteAWS: Sendable {
  private static let role = "arn:aws:iam::111122223333:role/deploy"

  let clock = Clock()
  let aws: LocalAWS
  let forge: TokenForge
  private let system: System

  /// `trust` is the `--ca-file`.
  init(_ issuer: TestIssuer, trust: [UInt8]?) throws {
    let clock = clock
    var system = System.patient()
    system.now = { clock.now }
    self.system = system
    var rules = RemoteIssuerRules()
    rules.allowsPrivateNetworks = true
    rules.trust = try trust.map { try TrustRoots(pem: $0, name: "ca.pem") }
    let accounts = try Accounts(store: MemoryStore())
    aws = try LocalAWS(
      accounts: accounts,
      issuers: [],
      settings: Settings(remoteIssuers: RemoteIssuers(system: system, rules: rules)),
      system: system,
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    forge = try TokenForge(issuer: issuer.url, audience: "https://aws.acme.example", now: clock.now)
    let bare = "localhost:\(issuer.port)"
    let provider = IdentityProvider(
      arn: "arn:aws:iam::111122223333:oidc-provider/\(bare)",
      account: "111122223333",
      issuer: issuer.url,
      clientIDs: [forge.audience]
    )
    try accounts.put(.provider(provider))
    let trust: JSON = [
      "Version": "2012-10-17",
      "Statement": [
        [
          "Effect": "Allow", "Principal": ["Federated": .string(provider.arn)],
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": .object([
            .init(
              "StringEquals",
              .object([
                .init("\(bare):sub", "repo:octo-org/octo-repo:ref:refs/heads/main"),
                .init("\(bare):aud", .string(forge.audience)),
              ])
            )
          ]),
        ]
      ],
    ]
    let role = Role(
      arn: try RoleARN(parsing: Self.role),
      uniqueID: "AROAEXAMPLEDEPLOY",
      created: clock.now,
      trust: try StoredPolicy(trust.compact, kind: .trust, name: "trust")
    )
    try accounts.put(.role(role))
  }

  /// A token of now, by the RSA key or by the P-256 key.
  func token(elliptic: Bool = false, _ claims: [String: JSON?] = [:]) throws -> String {
    let times: [String: JSON?] = [
      "iat": .integer(clock.now), "nbf": .integer(clock.now), "exp": .integer(clock.now + 300),
    ]
    let claims = times.merging(claims) { $1 }
    return try elliptic ? forge.tokenEC(claims: claims) : forge.token(claims: claims)
  }

  /// What a client hears: the assumed role's ARN, or the error.
  func exchange(_ token: String, at endpoint: String) async throws -> Result<String, QueryError> {
    let request = QueryRequest(
      AssumeRoleWithWebIdentity.action,
      service: .sts,
      parameters: [
        QueryParameter("RoleArn", Self.role), QueryParameter("RoleSessionName", "job"),
        QueryParameter("WebIdentityToken", token),
      ]
    )
    let post = HTTPRequest(
      method: "POST",
      url: endpoint + "/",
      headers: [HeaderLine("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
      body: request.formBody
    )
    let response = try await system.send(post)
    let answer = QueryResponse(
      status: response.status,
      contentType: response.header("content-type") ?? "",
      body: String(decoding: response.body, as: UTF8.self)
    )
    return switch try answer.decode(request.action) {
    case .success(let result, _): .success(try AssumeRoleWithWebIdentity.Output(result).assumedRoleARN)
    case .failure(let error, _): .failure(error)
    }
  }

  /// Starts at this machine's time, for the sake of certificates, and moves when it is told to.
  final class Clock: Sendable {
    private let time = Mutex(System.live().now())

    var now: Int { time.withLock { $0 } }

    func advance(seconds: Int) { time.withLock { $0 += seconds } }
  }
}
