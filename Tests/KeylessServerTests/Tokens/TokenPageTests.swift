import HTTPTypes
import KeylessAWS
import KeylessCalls
import KeylessIssuers
import KeylessOIDC
import KeylessPlatforms
import KeylessServer
import KeylessSource
import KeylessSystem
import KeylessTesting
import Testing

@Suite("the pages that give out tokens")
struct TokenPageTests {
  private static let secret = BearerToken("an-administrators-secret-of-some-length-000")
  private static let mintPath = "/_keyless/issuers/gitlab.com/token"
  private static let facts =
    "{\"facts\":{\"project_path\":\"acme/shop\",\"ref\":\"main\"},\"audience\":\"https://aws.acme.example\"}"

  private func world(_ names: [String] = []) throws -> World {
    try World(settings: Settings(region: World.region, mintingSecret: Self.secret, hostNames: names))
  }

  private func request(
    _ method: String,
    _ path: String,
    query: String = "",
    bearer: String?,
    host: String? = "127.0.0.1:4566",
    body: String = "",
    headers: HTTPFields = [:]
  ) -> IncomingRequest {
    var headers = headers
    if let bearer { headers[.authorization] = bearer }
    if headers[.contentType] == nil, method == "POST" { headers[.contentType] = "application/json" }
    return IncomingRequest(
      method: method,
      path: path,
      query: query,
      authority: host,
      headers: headers,
      body: Array(body.utf8)
    )
  }

  private func value(_ answer: ServerAnswer) throws -> UnverifiedToken {
    #expect(answer.status == 200, "\(answer.body)")
    #expect(answer.headers.contains(.init("Cache-Control", "no-store")))
    let json = try JSONParser.parse(answer.bytes)
    guard case .string(let text)? = json["value"]?.value else { throw Unexpected("no value: \(answer.body)") }
    return try UnverifiedToken.parse(text)
  }

  /// What a job is given: `ACTIONS_ID_TOKEN_REQUEST_URL` taken apart, and the token.
  private func job(_ world: World, lifetime: Int = 21_600) throws -> (path: String, query: String, bearer: String) {
    let github = try #require(Platform.named("github"))
    let mint = TokenMint(platform: github, issuer: nil, key: world.gitlab.rsa, subjectLayout: .classic)
    let now = world.machine.system().now
    let access = try world.aws.tokenRequestAccess(at: "http://127.0.0.1:4566", lifetime: lifetime) { audience in
      let pipeline = Pipeline(
        platform: "github",
        facts: ["repository": .text("acme/shop"), "ref": .text("refs/heads/main")]
      )
      let order = TokenMint.Order(audience: audience.map { .one($0) }, issuedAt: now(), tokenID: "job-1")
      return try mint.mint(pipeline, order).token
    }
    let parts = access.url.dropFirst("http://127.0.0.1:4566".count).split(separator: "?")
    #expect(parts.count == 2)
    return (String(parts.first ?? ""), String(parts.last ?? ""), "bearer \(access.token.exposed)")
  }

  @Test("a job asks as GitHub documents it and gets its token for the audience it names")
  func jobToken() throws {
    let world = try world()
    let job = try job(world)
    let answer = world.aws.answer(
      request("GET", job.path, query: job.query + "&audience=sts.amazonaws.com", bearer: job.bearer)
    )
    #expect(answer.contentType == "application/json; charset=utf-8")
    let token = try value(answer)
    #expect(token.claims.issuer == "https://token.actions.githubusercontent.com")
    #expect(token.claims.subject == "repo:acme/shop:ref:refs/heads/main")
    #expect(token.claims.audiences == ["sts.amazonaws.com"])
    try TokenVerifier.checkSignature(token, keys: world.gitlab.keys)
    guard case .object(let members) = try JSONParser.parse(answer.bytes).value else { throw Unexpected(answer.body) }
    #expect(members.map(\.name) == ["value"])
  }

  @Test(
    "the audience is decoded; without one it is the owner's URL, as GitHub has it",
    arguments: [
      ("", "https://github.com/acme"), ("&audience=", "https://github.com/acme"),
      ("&audience=api%3A%2F%2Fx%20y", "api://x y"), ("&audience=https://aws.acme.example", "https://aws.acme.example"),
      ("&audience=%C3%A4", "\u{E4}"), ("&other=1&audience=x", "x"),
    ]
  )
  func audiences(query: String, audience: String) throws {
    let world = try world()
    let job = try job(world)
    let answer = world.aws.answer(request("GET", job.path, query: job.query + query, bearer: job.bearer))
    #expect(try value(answer).claims.audiences == [audience])
  }

  @Test(
    "an audience that could be read in two ways, or that GitHub would not sign, is refused",
    arguments: [
      "&audience=x&audience=y", "&audience=x&audience=", "&audience=%ff", "&audience=%4", "&audience=%zz",
      "&audience=%00",
      "&audience=" + String(repeating: "a", count: 1025),
    ]
  )
  func badAudience(query: String) throws {
    let world = try world()
    let job = try job(world)
    let answer = world.aws.answer(request("GET", job.path, query: job.query + query, bearer: job.bearer))
    #expect(answer.status == 400)
    #expect(!answer.body.contains("eyJ"))
  }

  @Test("nobody without the job's own token gets one")
  func strangers() throws {
    let world = try world()
    let job = try job(world)
    let token = String(job.bearer.dropFirst("bearer ".count))
    for bearer in [
      nil, "", "bearer", "bearer ", "bearer x", token, "Basic \(token)", "bearer  \(token)",
      "bearer \(token)x", "bearer \(Self.secret.exposed)", "bearer " + String(repeating: "a", count: 10_000),
    ] {
      let answer = world.aws.answer(request("GET", job.path, query: job.query, bearer: bearer))
      #expect(answer.status == 401, "\(bearer ?? "nothing")")
      #expect(answer.headers.contains(.init("WWW-Authenticate", "Bearer")))
    }
    _ = try value(world.aws.answer(request("GET", job.path, query: job.query, bearer: "Bearer \(token)")))
    // Nothing of it is in any log.
    #expect(!world.book.text.contains(token))
    #expect(!world.book.text.contains("eyJ"))
  }

  @Test("a request token of another server, or after its time, is none")
  func expiry() throws {
    let world = try world()
    let job = try job(world, lifetime: 60)
    let ask = request("GET", job.path, query: job.query, bearer: job.bearer)
    #expect(try World(seed: 2).aws.answer(ask).status == 401)
    world.machine.advance(seconds: 59)
    #expect(world.aws.answer(ask).status == 200)
    world.machine.advance(seconds: 1)
    #expect(world.aws.answer(ask).status == 401)
  }

  @Test("an administrator has a played issuer sign a token of any of the platform's pipelines")
  func administrator() throws {
    let world = try world()
    let answer = world.aws.answer(
      request("POST", Self.mintPath, bearer: "Bearer \(Self.secret.exposed)", body: Self.facts)
    )
    let token = try value(answer)
    #expect(token.claims.issuer == "https://gitlab.com")
    #expect(token.claims.subject == "project_path:acme/shop:ref_type:branch:ref:main")
    #expect(token.claims.issuedAt == Forges.now)
    try TokenVerifier.checkSignature(token, keys: world.gitlab.keys)
    #expect(world.book.calls.isEmpty)
    #expect(world.book.text.contains("of https://gitlab.com for the administrator"))
    #expect(!world.book.text.contains(Self.secret.exposed))
    #expect(!world.book.text.contains("eyJ"))
  }

  @Test("the request says what the token says, and reads what it wrote")
  func whole() throws {
    let world = try world()
    let order = MintRequest(
      platform: "gitlab",
      facts: [
        "project_path": .text("acme/shop"), "ref": .text("main"), "project_id": .text("4711"),
        "ref_protected": .flag(true), "groups_direct": .list(["a", "b"]),
      ],
      audience: .many(["x", "y"]),
      lifetime: 120,
      subjectTemplate: ["project_path"],
      subjectLayout: nil
    )
    let path = "/_keyless/issuers/gitlab.example.com/token"
    let bearer = "Bearer \(Self.secret.exposed)"
    let answer = world.aws.answer(request("POST", path, bearer: bearer, body: order.json.compact))
    let token = try value(answer)
    #expect(token.claims.issuer == "https://gitlab.example.com")
    #expect(token.claims.subject == "project_path:acme/shop")
    #expect(token.claims.audiences == ["x", "y"])
    #expect(token.claims.expiry == Forges.now + 120)
    #expect(token.claims[claim: "project_id"]?.plain == "4711")
    #expect(try MintRequest(json: Array(order.json.compact.utf8)).json == order.json)
    // A host of one's own could be any platform's.
    let unnamed = request("POST", path, bearer: bearer, body: Self.facts)
    #expect(world.aws.answer(unnamed).body.contains("`platform` is missing"))
  }

  @Test("without the administrator's secret nothing is signed")
  func strangersAtTheMint() throws {
    let world = try world()
    let job = try job(world)
    let near = String(Self.secret.exposed.dropLast()) + "1"
    for bearer in [nil, "", "Bearer ", "Bearer x", "Bearer \(near)", job.bearer, Self.secret.exposed] {
      let answer = world.aws.answer(request("POST", Self.mintPath, bearer: bearer, body: Self.facts))
      #expect(answer.status == 401)
      #expect(!answer.body.contains("eyJ"))
    }
    let closed = try World()
    let answer = closed.aws.answer(request("POST", Self.mintPath, bearer: "Bearer ", body: Self.facts))
    #expect(answer.status == 404)
    #expect(answer.body.contains("was not told to mint"))
  }

  @Test(
    "a page of the web reaches neither page, whatever it knows",
    arguments: ["GET", "POST"]
  )
  func browsers(method: String) throws {
    let world = try world(["keyless.internal"])
    let job = try job(world)
    let (path, query, bearer, body) =
      method == "GET"
      ? (job.path, job.query, job.bearer, "") : (Self.mintPath, "", "Bearer \(Self.secret.exposed)", Self.facts)
    func status(_ host: String?, _ headers: HTTPFields = [:]) -> Int {
      world.aws.answer(
        request(method, path, query: query, bearer: bearer, host: host, body: body, headers: headers)
      ).status
    }
    for host in [
      "127.0.0.1:4566", "127.0.0.1", "localhost:4566", "LOCALHOST", "[::1]:4566", "a.localhost:1", "10.0.0.5:4566",
      "keyless.internal:4566", "Keyless.Internal",
    ] {
      #expect(status(host) == 200, "\(host)")
    }
    for host in [
      nil, "", "evil.example", "evil.example:4566", "localhost.evil.example", "evillocalhost", "127.0.0.1.evil.example",
      "127.0.0.1@evil.example", "2130706433", "x.keyless.internal", "localhost\u{301}", "127.0.0.1:x", "localhost.",
    ] {
      #expect(status(host) == 403, "\(host ?? "none")")
    }
    for name in ["origin", "sec-fetch-site", "sec-fetch-mode"] {
      let field = try #require(HTTPField.Name(name))
      #expect(status("127.0.0.1:4566", [field: "null"]) == 403, "\(name)")
    }
  }

  @Test("a form, a method or a path that is not the page's is refused")
  func forms() throws {
    let world = try world()
    let bearer = "Bearer \(Self.secret.exposed)"
    for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data"] {
      let answer = world.aws.answer(
        request("POST", Self.mintPath, bearer: bearer, body: Self.facts, headers: [.contentType: type])
      )
      #expect(answer.status == 415, "\(type)")
    }
    let typed = request(
      "POST",
      Self.mintPath,
      bearer: bearer,
      body: Self.facts,
      headers: [.contentType: "Application/JSON; charset=utf-8"]
    )
    #expect(world.aws.answer(typed).status == 200)
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"] {
      let answer = world.aws.answer(request(method, Self.mintPath, bearer: bearer, body: Self.facts))
      #expect(answer.status == 405)
      #expect(answer.headers.contains(.init("Allow", "POST")))
    }
    #expect(world.aws.answer(request("POST", "/_keyless/id-token", bearer: bearer)).status == 405)
    for path in [
      "/_keyless/issuers/evil.example/token", "/_keyless/issuers/gitlab.com/token/",
      "/_keyless/issuers/GitLab.com/token",
      "/_keyless/issuers/gitlab.com%2Ftoken", "/_keyless/issuers/token", "/_keyless/id-token/",
    ] {
      let answer = world.aws.answer(request("POST", path, bearer: bearer, body: Self.facts))
      #expect((400..<500).contains(answer.status), "\(path)")
      #expect(!answer.body.contains("eyJ"))
    }
  }

  @Test(
    "a body that is not an order is refused with what is wrong",
    arguments: [
      ("", "not JSON"), ("[]", "an array, not an object"), ("{\"fact\":{}}", "no member `fact`"),
      ("{\"facts\":[]}", "`facts` is an array"), ("{\"facts\":{\"ref\":{}}}", "the fact `ref` is an object"),
      ("{\"facts\":{\"ref\":[1]}}", "holds a number"),
      ("{\"platform\":\"jenkins\",\"facts\":{}}", "no platform `jenkins`"),
      ("{\"platform\":1}", "`platform` is a number"), ("{\"lifetime\":\"5\"}", "no number of seconds"),
      ("{\"lifetime\":1e9}", "no number of seconds"), ("{\"subject_layout\":\"x\"}", "neither `classic` nor"),
      ("{\"audience\":{}}", "not an array of strings"), ("{\"facts\":{},\"facts\":{}}", "not JSON that can be trusted"),
      ("{\"facts\":{\"project_path\":\"acme/shop\",\"ref\":\"main\"}}", "aud"),
      ("{\"facts\":{\"colour\":\"red\"},\"audience\":\"x\"}", "colour"),
      ("{\"facts\":{\"project_path\":\"../x\",\"ref\":\"main\"},\"audience\":\"x\"}", "project_path"),
    ]
  )
  func orders(body: String, wanted: String) throws {
    let world = try world()
    let answer = world.aws.answer(
      request("POST", Self.mintPath, bearer: "Bearer \(Self.secret.exposed)", body: body)
    )
    #expect(answer.status == 400)
    #expect(answer.body.contains(wanted), "\(answer.body)")
  }
}
