import KeylessAWS
import KeylessClient
import KeylessSource
import KeylessSystem
import KeylessTesting
import Synchronization
import Testing

/// Answers in turn, whatever is asked; the last one again and again.
private final class Script: Sendable {
  private let state: Mutex<(answers: [HTTPResponse], bodies: [String])>

  init(_ answers: [(status: Int, body: String)]) {
    let all = answers.map {
      HTTPResponse(status: $0.status, headers: [HeaderLine("Content-Type", "text/xml")], body: Array($0.body.utf8))
    }
    state = Mutex((all, []))
  }

  var bodies: [String] { state.withLock { $0.bodies } }

  func next(_ request: HTTPRequest) -> HTTPResponse {
    state.withLock { state in
      state.bodies.append(String(decoding: request.body, as: UTF8.self))
      return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
    }
  }
}

@Suite
struct IAMClientTests {
  private static func error(_ code: String) -> String {
    "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>"
  }
  private static func success(_ action: String, _ result: String) -> String {
    "<\(action)Response><\(action)Result>\(result)</\(action)Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></\(action)Response>"
  }

  private func client(_ script: Script, _ machine: TestMachine, retries: Retries = Retries()) -> IAMClient {
    var system = machine.system()
    system.send = { script.next($0) }
    let caller = CallerCredentials(accessKeyID: "AKIAEXAMPLE", secretAccessKey: SecretAccessKey("secret"))
    return IAMClient(
      endpoint: "http://iam.example",
      region: "us-east-1",
      caller: caller,
      retries: retries,
      system: system
    )
  }

  @Test(arguments: [
    (400, "Throttling"), (409, "ConcurrentModification"), (409, "EntityTemporarilyUnmodifiable"),
    (500, "ServiceFailure"),
    (503, "Anything"),
  ])
  func `a refusal that passes by itself is asked again after a growing pause`(
    _ status: Int,
    _ code: String
  ) async throws {
    let busy = (status: status, body: Self.error(code))
    let script = Script([busy, busy, busy, (200, Self.success("DeleteRole", ""))])
    let machine = TestMachine()
    try await client(script, machine).perform(.deleteRole("deploy"))
    #expect(script.bodies.count == 4)
    #expect(machine.waited.count == 3)
    for (pause, whole) in zip(machine.waited, [250, 500, 1000]) { #expect((whole / 2...whole).contains(pause)) }
  }

  @Test
  func `a refusal that stays is thrown at once, and a busy service is not asked for ever`() async throws {
    let machine = TestMachine()
    let denied = Script([(403, Self.error("AccessDenied"))])
    await #expect(throws: QueryError.self) { try await client(denied, machine).perform(.deleteRole("deploy")) }
    #expect(denied.bodies.count == 1)
    let busy = Script([(400, Self.error("Throttling"))])
    await #expect(throws: QueryError.self) { try await client(busy, machine).perform(.deleteRole("deploy")) }
    #expect(busy.bodies.count == 8)
  }

  @Test
  func `the environment says how often a busy service is asked`() async throws {
    let busy = (status: 503, body: Self.error("ServiceUnavailable"))
    for (attempts, calls) in [("1", 1), ("3", 3), ("", 8)] {
      let retries = try Retries(environment: ["AWS_MAX_ATTEMPTS": attempts])
      let script = Script([busy])
      // Of a change nobody knows then whether it was made; what only asks changed nothing.
      await #expect(throws: UnsettledWrite.self) {
        try await client(script, TestMachine(), retries: retries).perform(.deleteRole("deploy"))
      }
      #expect(script.bodies.count == calls)
      let asked = Script([busy])
      await #expect(throws: QueryError.self) { try await client(asked, TestMachine(), retries: retries).role("deploy") }
      #expect(asked.bodies.count == calls)
    }
    #expect(try Retries(environment: [:]) == Retries())
    for bad in ["0", "-1", "many", "1.5", " 2", "99999999999999999999"] {
      #expect(throws: ClientError.self, "\(bad)") { try Retries(environment: ["AWS_MAX_ATTEMPTS": bad]) }
    }
  }

  @Test
  func `what was made a moment ago may not be known yet, and what was not is missing`() async throws {
    let machine = TestMachine()
    let attach = IAMWrite.attach(role: "deploy", policy: "arn:aws:iam::aws:policy/ReadOnlyAccess")
    let answers = [
      (status: 404, body: Self.error("NoSuchEntity")), (status: 200, body: Self.success("AttachRolePolicy", "")),
    ]
    try await client(Script(answers), machine).perform(attach, isNew: true)
    await #expect(throws: QueryError.self) { try await client(Script(answers), machine).perform(attach) }
    #expect(try await client(Script(answers), machine).role("deploy") == nil)
  }

  @Test
  func `every page of a list is read, and pages without end are an error`() async throws {
    func page(_ names: [String], _ marker: String?) -> (status: Int, body: String) {
      let members = names.map { "<member><PolicyArn>\($0)</PolicyArn></member>" }.joined()
      let end =
        marker.map { "<IsTruncated>true</IsTruncated><Marker>\($0)</Marker>" } ?? "<IsTruncated>false</IsTruncated>"
      return (200, Self.success("ListAttachedRolePolicies", "<AttachedPolicies>\(members)</AttachedPolicies>\(end)"))
    }
    let script = Script([page(["a", "b"], "one"), page([], "two"), page(["c"], nil)])
    let all = try await client(script, TestMachine()).attachedPolicies(of: "deploy")
    #expect(all == ["a", "b", "c"])
    #expect(script.bodies.map { $0.contains("Marker=one") } == [false, true, false])
    let lost = Script([(200, Self.success("ListAttachedRolePolicies", "<IsTruncated>true</IsTruncated>"))])
    await #expect(throws: ClientError.self) {
      _ = try await client(lost, TestMachine()).attachedPolicies(of: "deploy")
    }
  }

  @Test(arguments: [
    (Partition.aws, "https://iam.amazonaws.com", "https://sts.us-east-1.amazonaws.com", "us-east-1"),
    (.china, "https://iam.cn-north-1.amazonaws.com.cn", "https://sts.cn-north-1.amazonaws.com.cn", "cn-north-1"),
    (.govCloud, "https://iam.us-gov.amazonaws.com", "https://sts.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
    (.iso, "https://iam.us-iso-east-1.c2s.ic.gov", "https://sts.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
  ])
  func `each partition has its endpoints`(_ partition: Partition, _ iam: String, _ sts: String, _ region: String) throws
  {
    let endpoints = try AWSEndpoints(partition: partition, environment: [:])
    #expect(endpoints.iam == iam)
    #expect(endpoints.sts == sts)
    #expect(endpoints.region == region)
  }

  @Test
  func `the environment names endpoints, a service's own before the general one`() throws {
    let environment = ["AWS_ENDPOINT_URL": "http://127.0.0.1:4566/", "AWS_ENDPOINT_URL_IAM": "http://iam.local:1"]
    let endpoints = try AWSEndpoints(partition: .aws, environment: environment)
    #expect(endpoints.iam == "http://iam.local:1")
    #expect(endpoints.sts == "http://127.0.0.1:4566")
    let ignored = environment.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]) { $1 }
    #expect(try AWSEndpoints(partition: .aws, environment: ignored).iam == "https://iam.amazonaws.com")
    for bad in ["iam.local", "http://iam.local/path", "ftp://iam.local", "http://user@iam.local", "http://iam.local:"] {
      #expect(throws: ClientError.self) {
        try AWSEndpoints(partition: .aws, environment: ["AWS_ENDPOINT_URL": bad])
      }
    }
  }

  @Test
  func `a secret is in no description of the caller`() throws {
    let caller = try CallerCredentials(environment: ["AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "hush"])
    #expect(!"\(caller)".contains("hush"))
    #expect(throws: ClientError.self) { try CallerCredentials(environment: ["AWS_ACCESS_KEY_ID": "AKIA"]) }
  }
}
