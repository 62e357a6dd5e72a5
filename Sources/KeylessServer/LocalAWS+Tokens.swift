import KeylessCalls
package import KeylessIssuers
import KeylessSource
import KeylessSystem
import Logging

extension LocalAWS {
  /// Where a job asks for its token, and the token it asks with.
  package struct TokenRequestAccess: Sendable {
    /// `ACTIONS_ID_TOKEN_REQUEST_URL`; it has a query, so that `&audience=` can follow.
    package let url: String
    /// `ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
    package let token: BearerToken
  }

  /// Lets a job ask for tokens that `mint` makes; `endpoint` is this server's URL as the job reaches it, without a final
  /// slash.
  package func tokenRequestAccess(
    at endpoint: String,
    lifetime: Int = 21_600,
    mint: @escaping RequestTokens.Minting
  ) throws(RequestTokens.Failure) -> TokenRequestAccess {
    TokenRequestAccess(
      url: "\(endpoint)\(TokenPages.requestPath)?\(TokenPages.requestQuery)",
      token: try requestTokens.issue(now: system.now(), lifetime: lifetime, mint: mint)
    )
  }

  func tokenPage(for request: IncomingRequest, _ requestID: String) -> ServerAnswer? {
    let pages = TokenPages(
      issuers: issuers,
      requestTokens: requestTokens,
      secret: settings.mintingSecret,
      ourHost: OurHost(names: settings.hostNames),
      now: system.now(),
      random: system.randomBytes
    )
    guard let page = pages.page(for: request) else { return nil }
    logger.info(
      "token page",
      metadata: ["answer": "\(page.status)", "request": "\(requestID)", "what": "\(page.remark)"]
    )
    var answer = ServerAnswer(
      status: page.status,
      contentType: "application/json; charset=utf-8",
      requestID: requestID,
      body: page.body.compact
    )
    answer.headers = page.headers
    return answer
  }
}
