import KeylessChain
import KeylessSource
import Testing

/// A token file that is there and cannot be read.
@Suite("a token file that cannot be read")
struct UnreadableTokenTests {
  private static let environment = [
    "HOME": "/home/me", "AWS_REGION": "eu-central-1", "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token",
    "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/job", "AWS_ROLE_SESSION_NAME": "job",
  ]

  private static func resolution(_ chain: any CredentialChain, _ token: FileAnswer) -> Resolution {
    let machine = Machine(environment: Environment(environment), instanceMetadata: .value(false, nil)) { path in
      path == "/run/token" ? token : .missing
    }
    return chain.resolution(Situation(machine))
  }

  private static func said(_ resolution: Resolution) -> String {
    if case .failed(let failure) = resolution.outcome, failure.link == .webIdentity { return failure.text }
    return resolution.passed.first { $0.kind == .webIdentity }?.reason ?? ""
  }

  @Test("fires in no tool, and none says that it is not there", arguments: FileAnswer.Refusal.allCases)
  func isToldAsWhatItIs(_ refusal: FileAnswer.Refusal) {
    for chain in Chains.all {
      let resolution = Self.resolution(chain, .unreadable(refusal))
      #expect(resolution.fired == nil, "\(chain.tool.id)")
      let said = Self.said(resolution).lowercased()
      #expect(!said.isEmpty, "\(chain.tool.id)")
      #expect(!said.contains("no such file") && !said.contains("there is no"), "\(chain.tool.id): \(said)")
      // The twins: one that can be read fires, and one that is not there is told so.
      #expect(Self.resolution(chain, .bytes(Array("e.y.J".utf8))).fired?.kind == .webIdentity, "\(chain.tool.id)")
      #expect(
        Self.said(Self.resolution(chain, .missing)) != Self.said(resolution) || Self.saysOneThing(chain),
        "\(chain.tool.id)"
      )
    }
  }

  /// The SDKs for Rust and .NET have one text for all that can be wrong with the file.
  private static func saysOneThing(_ chain: any CredentialChain) -> Bool {
    ["rust", "dotnet-v3", "dotnet-v4"].contains(chain.tool.id)
  }

  @Test(
    "is told in the words of the system's call",
    arguments: [
      ("boto3", FileAnswer.Refusal.permission, "[Errno 13] Permission denied: '/run/token'"),
      ("aws-cli-v2", .directory, "[Errno 21] Is a directory: '/run/token'"),
      ("js-v3", .permission, "EACCES: permission denied, open '/run/token'"),
      ("js-v3", .directory, "EISDIR: illegal operation on a directory, read"),
      (
        "go-v2", .permission,
        "failed to refresh cached credentials, failed to retrieve jwt from provide source, "
          + "unable to read file at /run/token: open /run/token: permission denied"
      ),
      ("java-v2", .permission, "the token file `/run/token` cannot be read: permission denied"),
      ("php", .directory, "the token file `/run/token` is a directory"),
    ]
  )
  func words(_ tool: String, _ refusal: FileAnswer.Refusal, _ words: String) throws {
    let chain = try #require(Chains.named(tool))
    #expect(Self.said(Self.resolution(chain, .unreadable(refusal))) == words)
  }

  @Test("that is only too large for us, or a pipe, is passed over by no tool")
  func isNotPassedOver() {
    for chain in Chains.all {
      let resolution = Self.resolution(chain, .unknown("is a pipe or a device and was not read"))
      switch resolution.outcome {
      case .fired(let link): #expect(link.kind == .webIdentity, "\(chain.tool.id)")
      case .unknown(let unknown, _): #expect(unknown.input == .file("/run/token"), "\(chain.tool.id)")
      case .failed(let failure): Issue.record("\(chain.tool.id): \(failure.text)")
      }
    }
  }
}
