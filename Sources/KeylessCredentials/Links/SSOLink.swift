import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSource
import KeylessSystem

/// IAM Identity Center with the token that `aws sso login` left in the cache.
struct SSOLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ plan: SSOPlan) async throws -> ObtainedCredentials {
    let name = plan.session ?? plan.startURL
    let path = try TokenCache(exchange.situation).path("sso/cache", Hex.encode(Digest.sha1(Array(name.utf8))))
    let login = "`aws sso login\(plan.session.map { " --sso-session \($0)" } ?? "")` writes one"
    guard case .bytes(let bytes) = try exchange.situation.file(path), let cached = try? JSONParser.parse(bytes),
      let token = cached["accessToken"]?.text
    else { throw ExchangeError(.sso, "there is no token in `\(path)`: \(login)") }
    guard let time = cached["expiresAt"]?.text,
      let expires = WireTime.parseExtended(time.hasSuffix("UTC") ? time.dropLast(3) + "Z" : time),
      expires > exchange.system.now()
    else { throw ExchangeError(.sso, "the token in `\(path)` has expired: \(login)") }
    guard plan.region.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || ASCII.isDigit($0) || ASCII.isLetter($0) }),
      !plan.region.isEmpty
    else {
      throw ExchangeError(.sso, "`sso_region` is no region")
    }
    let dns = (Partition(region: plan.region) ?? .aws).dnsSuffix
    var request = HTTPRequest(
      method: "GET",
      url:
        "https://portal.sso.\(plan.region).\(dns)/federation/credentials?role_name=\(PercentEncoding.encode(plan.roleName))&account_id=\(PercentEncoding.encode(plan.accountID))",
      headers: [HeaderLine("x-amz-sso_bearer_token", token)]
    )
    request.responseLimit = 1 << 16
    let response = try await exchange.system.send(request)
    guard response.status == 200, let answer = try? JSONParser.parse(response.body),
      let role = answer["roleCredentials"], let id = role["accessKeyId"]?.text,
      let secret = role["secretAccessKey"]?.text, let session = role["sessionToken"]?.text
    else {
      throw ExchangeError(
        .sso,
        "IAM Identity Center gave no credentials of `\(plan.roleName)` in \(plan.accountID): it answered with status \(response.status)"
      )
    }
    return ObtainedCredentials(
      CallerCredentials(
        accessKeyID: id,
        secretAccessKey: SecretAccessKey(secret),
        sessionToken: SessionToken(session)
      ),
      // Milliseconds on the wire.
      expiration: role["expiration"]?.integer.map { $0 / 1000 }
    )
  }
}
