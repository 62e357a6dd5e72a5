@testable import KeylessServer
import KeylessCalls
import KeylessAWS
import KeylessSource
import Testing

@Suite("the options of a server")
struct ServeOptionsTests {
  private static func options(_ values: (ServeKey, String)...) throws -> ServeOptions {
    var options = ServeOptions()
    for (key, value) in values { try options.take(key, value) }
    return options
  }

  @Test("nothing said is a server on loopback with one account and nothing on the disk")
  func defaults() throws {
    let plan = try ServePlan(ServeOptions())
    #expect(plan.host == "127.0.0.1")
    #expect(plan.port == 4566)
    #expect(plan.store == .memory)
    #expect(plan.accounts.map(\.text) == ["111122223333"])
    #expect(plan.partition == .aws)
    #expect(plan.region == "us-east-1")
    #expect(plan.regions == .any)
    #expect(plan.logLevel == .info)
    #expect(!plan.isExposed && !plan.fetchesIssuers && plan.readyFile == nil)
  }

  @Test("the partition follows from the region, and the region from the partition")
  func partitions() throws {
    #expect(try ServePlan(Self.options((.region, "cn-north-1"))).partition == .china)
    #expect(try ServePlan(Self.options((.partition, "aws-us-gov"))).region == "us-gov-west-1")
    #expect(try ServePlan(Self.options((.partition, "aws"), (.region, "eu-west-1"))).region == "eu-west-1")
    #expect(throws: ServerError.self) {
      try ServePlan(Self.options((.partition, "aws"), (.region, "cn-north-1")))
    }
  }

  @Test(
    "only a loopback address is not exposed",
    arguments: [
      ("127.0.0.1", false), ("127.1.2.3", false), ("localhost", false), ("::1", false), ("0.0.0.0", true), ("::", true),
      ("192.168.1.2", true), ("my-machine", true),
    ]
  )
  func exposure(host: String, isExposed: Bool) throws {
    #expect(try ServePlan(Self.options((.host, host))).isExposed == isExposed)
  }

  @Test(
    "a value that cannot be is refused with what to write",
    arguments: [
      (ServeKey.host, "a b"), (.host, "http://x"), (.port, "65536"), (.port, "-1"), (.port, "000080"),
      (.store, "sqlite:"),
      (.store, "sqlite:/tmp/"), (.store, "Memory"), (.account, "11112222333"), (.account, "１１１１２２２２３３３３"),
      (.partition, "AWS"), (.region, "eu-west"), (.region, "eu-west-1 "), (.play, "http://gitlab.com"),
      (.play, "https://gitlab.com?x"), (.upstream, "kms=http://h:0"), (.upstream, "kms=http://h:99999"),
      (.upstream, "kms=http://"), (.upstream, "kms=http://:80"), (.upstream, "sts=http://h"), (.upstream, "=http://h"),
      (.upstream, "k m s=http://h"), (.upstream, "kms=http://h\r\nx"), (.logLevel, "INFO"), (.fetchIssuers, "yes"),
      (.readyFile, ""), (.readyFile, "a\u{0}b"),
    ]
  )
  func refused(key: ServeKey, value: String) {
    #expect(throws: ServeProblem.self) { try Self.options((key, value)) }
  }

  @Test(
    "an upstream is a service and a server",
    arguments: [
      ("kms=http://127.0.0.1:5000", "http://127.0.0.1:5000", "127.0.0.1:5000"),
      ("secretsmanager=https://moto.example/", "https://moto.example", "moto.example"),
      ("kms=http://[::1]:80", "http://[::1]:80", "[::1]:80"),
    ]
  )
  func upstream(text: String, url: String, authority: String) throws {
    let upstream = try Upstream(text)
    #expect(upstream.url == url)
    #expect(upstream.authority == authority)
  }

  @Test("what the command line says wins, a list as a whole")
  func merging() throws {
    let line = try Self.options((.port, "1"), (.account, "999988887777"), (.fetchIssuers, "false"))
    let file = try Self.options(
      (.port, "2"),
      (.host, "::1"),
      (.account, "111122223333"),
      (.account, "444455556666"),
      (.fetchIssuers, "true"),
      (.play, "https://gitlab.com")
    )
    let merged = line.over(file)
    #expect(merged.port == 1)
    #expect(merged.host == "::1")
    #expect(merged.accounts.map(\.text) == ["999988887777"])
    #expect(merged.fetchesIssuers == false)
    #expect(merged.played == ["https://gitlab.com"])
  }

  @Test("every option can stand in a file, and paths there are relative to it")
  func file() {
    let text = """
      # a comment
      host: localhost
      port: 0
      store: sqlite:data/aws.db
      account: ["111122223333", 012345678901]
      partition: aws
      region: eu-west-1
      play: https://gitlab.com
      scp: [scp.json, /etc/scp.json]
      rcp: rcp.json
      upstream: ["kms=http://127.0.0.1:5000", "sqs=http://127.0.0.1:5000"]
      ready-file: ready.json
      ca-file: /etc/ca.pem
      fetch-issuers: true
      allow-private-issuers: false
      strict-regions: true
      log-level: warning

      """
    let configuration = ServeConfiguration(Array(text.utf8), file: "config/serve.yaml")
    #expect(configuration.diagnostics.isEmpty)
    let options = configuration.options
    #expect(options.host == "localhost")
    #expect(options.port == 0)
    #expect(options.store == .sqlite(path: "config/data/aws.db"))
    #expect(options.accounts.map(\.text) == ["111122223333", "012345678901"])
    #expect(options.region == "eu-west-1")
    #expect(options.played == ["https://gitlab.com"])
    #expect(options.serviceControl == ["config/scp.json", "/etc/scp.json"])
    #expect(options.resourceControl == ["config/rcp.json"])
    #expect(options.upstreams.map(\.service) == ["kms", "sqs"])
    #expect(options.readyFile == "config/ready.json")
    #expect(options.caFile == "/etc/ca.pem")
    #expect(options.fetchesIssuers == true)
    #expect(options.allowsPrivateIssuers == false)
    #expect(options.hasStrictRegions == true)
    #expect(options.logLevel == .warning)
    // Every key there is stands in it.
    for key in ServeKey.allCases { #expect(text.contains("\n\(key.rawValue): "), "\(key)") }
  }

  @Test("an empty file says nothing", arguments: ["", "# nothing\n", "---\n"])
  func empty(text: String) {
    let configuration = ServeConfiguration(Array(text.utf8), file: "serve.yaml")
    #expect(configuration.options.port == nil)
    #expect(configuration.diagnostics.map(\.message.description).allSatisfy { $0.contains("mapping") })
  }
}
