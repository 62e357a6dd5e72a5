import KeylessChain
import KeylessSource
import Testing

@Suite("the hosts of a container endpoint")
struct GoContainerHostTests {
  private static func outcome(_ tool: String, _ url: String) throws -> Resolution.Outcome {
    let environment = Environment(["HOME": "/home/me", "AWS_CONTAINER_CREDENTIALS_FULL_URI": url])
    let machine = Machine(environment: environment, instanceMetadata: .value(false, nil)) { _ in .missing }
    return try #require(Chains.named(tool)).resolution(Situation(machine)).outcome
  }

  @Test(
    "Go asks this machine, ECS and EKS however the address is written",
    arguments: [
      "127.0.0.1", "127.9.8.7:80", "[::1]", "[0:0:0:0:0:0:0:1]:51679", "[0::0:1]", "[::ffff:127.0.0.1]", "localhost",
      "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "[FD00:0EC2:0:0:0:0:0:23]",
    ]
  )
  func accepted(_ host: String) throws {
    guard case .fired(let link) = try Self.outcome("go-v2", "http://\(host)/x") else {
      Issue.record("it does not fire")
      return
    }
    #expect(link.kind == .container)
  }

  @Test(
    "Go refuses another address",
    arguments: [
      "10.0.0.1", "128.0.0.1", "169.254.170.3", "[::2]", "[::]", "[1::1]", "[fd00:ec2::24]",
    ]
  )
  func refused(_ host: String) throws {
    guard case .failed(let failure) = try Self.outcome("go-v2", "http://\(host)/x") else {
      Issue.record("it does not fail")
      return
    }
    #expect(failure.text.contains("only loopback/ecs/eks hosts are allowed"))
  }

  @Test(
    "what is no address to Go is a name that it looks up",
    arguments: [
      "+127.0.0.1", "127.0.0.01", "127.1", "127.0.0.1.", "0127.0.0.1", "1.2.3.256", "[1::2::3]", "[:::1]", "[12345::]",
      "[::1%25lo]", "vault.internal",
    ]
  )
  func lookedUp(_ host: String) throws {
    guard case .unknown(let unknown, _) = try Self.outcome("go-v2", "http://\(host)/x") else {
      Issue.record("it is decided")
      return
    }
    #expect(unknown.input == .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
  }

  @Test(
    "an address that not every program reads alike is unknown in the tools that would refuse it",
    arguments: [
      "127.0.0.01", "127.1", "0x7f.0.0.1", "[0:0:0:0:0:0:0:1]",
    ]
  )
  func readDifferently(_ host: String) throws {
    for tool in ["js-v3", "java-v2", "kotlin", "php", "swift"] {
      guard case .unknown = try Self.outcome(tool, "http://\(host)/x") else {
        Issue.record("\(tool) is decided")
        continue
      }
      // The twins are decided, one way and the other.
      guard case .fired = try Self.outcome(tool, "http://127.0.0.1/x") else {
        Issue.record("\(tool) does not ask this machine")
        continue
      }
      guard case .failed = try Self.outcome(tool, "http://10.0.0.1/x") else {
        Issue.record("\(tool) asks another machine")
        continue
      }
    }
  }

  @Test("a URL that is none is not repeated: its query may be a secret")
  func queryIsHidden() throws {
    for url in ["1:x?token=hush", ":x/hush"] {
      guard case .failed(let failure) = try Self.outcome("go-v2", url) else {
        Issue.record("it does not fail")
        continue
      }
      #expect(failure.text.contains("first path segment in URL cannot contain colon"))
      #expect(!failure.text.contains("hush"))
    }
  }
}
