import KeylessSource
import KeylessAWS
import KeylessClient
import KeylessOIDC
import KeylessServer
import KeylessSystem
import KeylessTesting
import Testing

extension Tag {
  /// Opens a port of the loopback interface.
  @Tag
  static var live: Self
}

/// The same local AWS over HTTP: our own client, a real socket on a free port, the machine's network.
@Suite("the local AWS on a port", .tags(.live))
struct LiveServerTests {
  /// The test's clock with this machine's network.
  private func system(_ world: World) -> System {
    var system = world.machine.system()
    system.send = System.patient().send
    return system
  }

  private func input(_ world: World, _ token: String) -> AssumeRoleWithWebIdentity.Input {
    AssumeRoleWithWebIdentity.Input(roleARN: World.deploy, sessionName: "job-42", token: WebIdentityToken(token))
  }

  @Test("our client exchanges a token and is told who it is; a near miss is refused")
  func exchange() async throws {
    let world = try World()
    let system = system(world)
    let (good, miss) = try (world.token(), world.token(["ref_protected": "false"]))
    let (identity, refusal) = try await LocalAWSServer.serve(world.aws) { endpoint in
      let client = STSClient(endpoint: endpoint, region: "eu-west-1", system: system)
      let output = try await client.exchange(input(world, good)).get()
      let identity = try await client.identity(of: output.credentials).get()
      return (identity, try await client.exchange(input(world, miss)))
    }
    #expect(identity.arn == "arn:aws:sts::111122223333:assumed-role/deploy/job-42")
    #expect(refusal == .failure(.notAuthorizedToAssume))
    #expect(world.book.calls.count == 3)
  }

  @Test("a library can follow an issuer from its discovery document to its keys")
  func discovery() async throws {
    let world = try World()
    let system = system(world)
    let token = try UnverifiedToken.parse(world.token())
    try await LocalAWSServer.serve(world.aws) { endpoint in
      let url = endpoint + "/_keyless/issuers/gitlab.com/.well-known/openid-configuration"
      let page = try await system.send(HTTPRequest(method: "GET", url: url))
      #expect(page.header("x-amzn-requestid")?.utf8.count == 36)
      let document = try DiscoveryDocument.parse(page.body, issuer: "https://gitlab.com")
      let keys = try await system.send(HTTPRequest(method: "GET", url: document.keySetURL))
      try TokenVerifier.checkSignature(token, keys: JSONWebKeySet.parse(keys.body))
    }
  }

  @Test("a body over the limit is answered with 413, and the server goes on")
  func bodyLimit() async throws {
    let world = try World()
    let system = system(world)
    let (large, health) = try await LocalAWSServer.serve(world.aws) { endpoint in
      let body = [UInt8](repeating: UInt8(ascii: "a"), count: 512 * 1024 + 1)
      let large = try await system.send(HTTPRequest(method: "POST", url: endpoint + "/", body: body))
      return (large, try await system.send(HTTPRequest(method: "GET", url: endpoint + "/_keyless/health")))
    }
    #expect(large.status == 413)
    #expect(String(decoding: large.body, as: UTF8.self).contains("<Code>RequestEntityTooLarge</Code>"))
    #expect(health.status == 200)
  }

  @Test("the server ends with its work, and what the work throws comes out")
  func end() async throws {
    let world = try World()
    let system = system(world)
    let endpoint = try await LocalAWSServer.serve(world.aws) { endpoint in
      let health = try await system.send(HTTPRequest(method: "GET", url: endpoint + "/_keyless/health"))
      #expect(health.status == 200)
      #expect(health.body == Array("ok\n".utf8))
      return endpoint
    }
    // Whoever may have got the port since, this server hears nothing any more.
    _ = try? await system.send(HTTPRequest(method: "POST", url: endpoint + "/", body: Array("Action=x".utf8)))
    #expect(world.book.calls.isEmpty)
    await #expect(throws: Unexpected.self) {
      try await LocalAWSServer.serve(world.aws) { _ in throw Unexpected("the work failed") }
    }
  }

  // Who tries to connect again and again does so until the deadline, which lies beyond the time limit.
  @Test("a call that is passed on to a server which is not there is answered at once", .timeLimit(.minutes(8)))
  func upstreamAway() async throws {
    let world = try World()
    let port = try await LocalAWSServer.serve(world.aws) { endpoint in
      try #require(endpoint.split(separator: ":").last.flatMap { Int($0) })
    }
    // Nobody listens there any more.
    let url = "http://127.0.0.1:\(port)/"
    var request = HTTPRequest(method: "GET", url: url)
    request.deadline = 3_600
    var refusal: SystemError?
    do {
      _ = try await System.live().send(request)
    } catch let error as SystemError {
      refusal = error
    }
    #expect(refusal?.code == .network)
  }

  @Test("a port that is taken is a failure, not a wait")
  func takenPort() async throws {
    let world = try World()
    try await LocalAWSServer.serve(world.aws) { endpoint in
      let port = try #require(endpoint.split(separator: ":").last.flatMap { Int($0) })
      let why = "the port \(port) is in use; name another --port, or 0 for one that is free"
      await #expect(throws: ServerError(.cannotListen, "listening on 127.0.0.1:\(port) failed: \(why)")) {
        try await LocalAWSServer.serve(world.aws, port: port) { _ in }
      }
    }
  }

  @Test("two servers at once are two worlds: a session of one is nothing to the other")
  func twoServers() async throws {
    let (first, second) = (try World(seed: 1), try World(seed: 2))
    let system = system(first)
    let token = try first.token()
    try await LocalAWSServer.serve(first.aws) { one in
      try await LocalAWSServer.serve(second.aws) { two in
        #expect(one != two)
        let client = STSClient(endpoint: one, region: "eu-west-1", system: system)
        let credentials = try await client.exchange(input(first, token)).get().credentials
        #expect(try await client.identity(of: credentials).get().account == World.account)
        let other = STSClient(endpoint: two, region: "eu-west-1", system: system)
        #expect(try await other.identity(of: credentials) == .failure(.invalidClientToken))
      }
    }
  }
}
