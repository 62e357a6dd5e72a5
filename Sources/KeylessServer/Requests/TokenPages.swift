import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessIssuers
import KeylessOIDC
import KeylessPlatforms
import KeylessSource

/// The two pages that give out tokens of played issuers: to a job that was given a request token, and to the administrator.
///
/// Both want a bearer token of 256 bits and take no request of a browser; other users of the machine and web pages know no
/// such token. What may be minted is decided by whoever issued the token, or, for the administrator, by the request.
struct TokenPages {
  let issuers: [PlayedIssuer]
  let requestTokens: RequestTokens
  /// The administrator's; nil: this server mints for nobody but its jobs.
  let secret: BearerToken?
  let ourHost: OurHost
  /// Unix seconds.
  let now: Int
  let random: (Int) -> [UInt8]

  /// What `ACTIONS_ID_TOKEN_REQUEST_URL` leads to; the audience comes behind it as `&audience=`.
  static let requestPath = "/_keyless/id-token"
  static let requestQuery = "api-version=2.0"
  static let mintPage = "/token"

  /// What a page answers, and what the log says about it.
  struct Page {
    var status: Int
    var body: JSON
    var headers: [ServerAnswer.Header] = []
    var remark: String
  }

  /// Nil for every path that is not one of these pages.
  func page(for request: IncomingRequest) -> Page? {
    guard request.path.utf8.starts(with: "/_keyless/".utf8) else { return nil }
    do {
      if request.path.utf8.elementsEqual(Self.requestPath.utf8) { return try jobToken(request) }
      guard let issuer = issuer(at: request.path) else { return nil }
      return try administratorToken(request, issuer)
    } catch {
      return error.page
    }
  }

  /// GitHub's answer has one member (observed); tools read it by its name.
  private func jobToken(_ request: IncomingRequest) throws(Refused) -> Page {
    try check(request, method: "GET")
    guard let minting = requestTokens.minting(for: try bearer(request), now: now) else { throw .unknownBearer }
    let token: SignedToken
    do {
      token = try minting(try audience(in: request.query))
    } catch let error as Refused {
      throw error
    } catch {
      throw Refused(400, "\(error)")
    }
    return Self.answer(token, remark: "minted a job's token")
  }

  private func administratorToken(_ request: IncomingRequest, _ issuer: PlayedIssuer) throws(Refused) -> Page {
    try check(request, method: "POST")
    guard let secret else { throw Refused(404, "this server was not told to mint tokens for anybody") }
    guard try bearer(request) == secret else { throw .unknownBearer }
    // A form can be posted from any page without asking; this type cannot.
    let type = (request.headers[.contentType] ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
    guard type.map(ASCII.lowercased).elementsEqual("application/json".utf8) else {
      throw Refused(415, "the request must be application/json")
    }
    do {
      let minted = try MintRequest(json: request.body).mint(issuer, now: now, tokenID: UUIDText.random(random(16)))
      return Self.answer(
        minted.token,
        remark: "minted the token \(minted.id) of \(issuer.issuer) for the administrator"
      )
    } catch {
      throw Refused(400, "\(error)")
    }
  }

  private static func answer(_ token: SignedToken, remark: String) -> Page {
    Page(
      status: 200,
      body: ["value": .string(token.reveal())],
      headers: [.init("Cache-Control", "no-store")],
      remark: remark
    )
  }

  private func issuer(at path: String) -> PlayedIssuer? {
    issuers.first { path.utf8.elementsEqual((IssuerPages.base(of: $0.issuer) + Self.mintPage).utf8) }
  }

  private func check(_ request: IncomingRequest, method: String) throws(Refused) {
    if let refusal = ourHost.refusal(of: request) { throw Refused(403, refusal) }
    guard request.method.utf8.elementsEqual(method.utf8) else {
      throw Refused(405, "this page answers \(method) alone", headers: [.init("Allow", method)])
    }
  }

  /// RFC 6750 section 2.1; the scheme is compared without case, as GitHub's own example writes it small.
  private func bearer(_ request: IncomingRequest) throws(Refused) -> BearerToken {
    let header = request.headers[.authorization] ?? ""
    let scheme = header.utf8.prefix(7)
    guard scheme.map(ASCII.lowercased).elementsEqual("bearer ".utf8), header.utf8.count < 200 else {
      throw .unknownBearer
    }
    return BearerToken(String(header.utf8.dropFirst(7)) ?? "")
  }

  private func audience(in query: String) throws(Refused) -> String? {
    var found: String?
    for pair in Array(query.utf8).split(separator: UInt8(ascii: "&")) where pair.starts(with: "audience=".utf8) {
      guard found == nil else { throw Refused(400, "the audience is given twice") }
      guard let bytes = PercentEncoding.decode(pair.dropFirst("audience=".utf8.count), plusIsSpace: true),
        let text = String(validating: bytes, as: UTF8.self)
      else { throw Refused(400, "the audience is not percent-encoded UTF-8") }
      found = text
    }
    // An empty one is as good as none to GitHub (unverified).
    return found?.isEmpty == true ? nil : found
  }

  /// Why a page gives out no token.
  private struct Refused: Error {
    var page: Page

    init(_ status: Int, _ message: String, headers: [ServerAnswer.Header] = []) {
      page = Page(status: status, body: ["message": .string(message)], headers: headers, remark: "refused: \(message)")
    }

    static let unknownBearer = Refused(
      401,
      "the request needs the bearer token that was issued for it, before it expires",
      headers: [.init("WWW-Authenticate", "Bearer")]
    )
  }
}
