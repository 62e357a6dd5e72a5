import KeylessAWS
import KeylessChain
import KeylessClient
import KeylessSource
import KeylessSystem

/// IAM Identity Center with the token that `aws sso login` left in the cache, which is not renewed here.
struct SSOLink {
  private let exchange: CredentialExchange

  init(_ exchange: CredentialExchange) { self.exchange = exchange }

  func credentials(_ plan: SSOPlan) async throws -> ObtainedCredentials {
    let token = try token(plan)
    exchange.secrets.add(token)
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw LinkProblem("the cached token has a line break, a blank or another character that no header can carry")
    }
    let query =
      "role_name=\(PercentEncoding.encode(plan.roleName))&account_id=\(PercentEncoding.encode(plan.accountID))"
    var request = HTTPRequest(
      method: "GET",
      url: try portal(plan) + "/federation/credentials?" + query,
      headers: [HeaderLine("x-amz-sso_bearer_token", token)]
    )
    request.responseLimit = 1 << 16
    let response = try await exchange.system.send(request)
    guard response.status == 200 else { throw LinkProblem(refusal(response.status, plan)) }
    guard let answer = try? JSONParser.parse(response.body), let role = answer["roleCredentials"],
      let id = role["accessKeyId"]?.text, let secret = role["secretAccessKey"]?.text,
      let session = role["sessionToken"]?.text
    else { throw LinkProblem("what IAM Identity Center answered has no `roleCredentials`") }
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

  private func token(_ plan: SSOPlan) throws -> String {
    let name = plan.session ?? plan.startURL
    let path = try TokenCache(exchange.situation).path("sso/cache", Hex.encode(Digest.sha1(Array(name.utf8))))
    let login = "`aws sso login\(plan.session.map { " --sso-session \($0)" } ?? "")` writes one"
    guard case .bytes(let bytes) = try exchange.situation.file(path), let cached = try? JSONParser.parse(bytes),
      let token = cached["accessToken"]?.text
    else { throw LinkProblem("there is no token in `\(path)`: \(login)") }
    guard let time = cached["expiresAt"]?.text,
      let expires = WireTime.parseExtended(time.hasSuffix("UTC") ? time.dropLast(3) + "Z" : time)
    else { throw LinkProblem("the token in `\(path)` has no `expiresAt` that is a time: \(login)") }
    guard expires > exchange.system.now() else {
      throw LinkProblem("the token in `\(path)` has expired, and is not renewed here: \(login)")
    }
    return token
  }

  private func portal(_ plan: SSOPlan) throws -> String {
    if let given = try ToolSettings(exchange.situation, exchange.tool).endpoint(of: "SSO") { return given }
    guard !plan.region.isEmpty,
      plan.region.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || ASCII.isDigit($0) || ASCII.isLetter($0) })
    else { throw LinkProblem("`sso_region` is no region: letters, digits and `-` are wanted") }
    return "https://portal.sso.\(plan.region).\((Partition(region: plan.region) ?? .aws).dnsSuffix)"
  }

  private func refusal(_ status: Int, _ plan: SSOPlan) -> String {
    let what = "IAM Identity Center gave no credentials of `\(plan.roleName)` in \(plan.accountID)"
    return switch status {
    case 401: "\(what): it no longer knows the cached token (status 401); `aws sso login` writes a new one"
    case 403: "\(what): the role is not assigned to whoever logged in (status 403)"
    default: "\(what): it answered with status \(status)"
    }
  }
}
