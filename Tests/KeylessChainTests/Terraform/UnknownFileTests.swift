import KeylessChain
import Testing

@Suite("Files that nobody knows, for the Go SDK")
struct UnknownFileTests {
  private static let web = [
    "HOME": "/home/me", "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token", "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/x",
  ]

  private static func resolution(
    _ variables: [String: String],
    _ arguments: ToolArguments = ToolArguments()
  ) -> Resolution {
    let machine = Machine(environment: Environment(variables)) { _ in .unknown("is on the runner") }
    return GoV2Chain().resolution(Situation(machine, arguments))
  }

  @Test("decide nothing for a job that asks for no profile, and are noted")
  func noProfile() throws {
    let resolution = Self.resolution(Self.web)
    #expect(resolution.fired?.kind == .webIdentity)
    #expect(resolution.notes.first?.contains("/home/me/.aws/config") == true)
  }

  @Test("decide for a job that asks for a profile, in the environment or by an argument")
  func profile() {
    for resolution in [
      Self.resolution(Self.web.merging(["AWS_PROFILE": "p"]) { $1 }),
      Self.resolution(Self.web, ToolArguments(["profile": .value("p", nil)])),
    ] {
      guard case .unknown(let input, _) = resolution.outcome else {
        Issue.record("\(resolution.outcome)")
        continue
      }
      #expect(input.input == .file("/home/me/.aws/config"))
    }
  }

  @Test("decide for a job that has nothing in its environment")
  func nothing() {
    guard case .unknown = Self.resolution(["HOME": "/home/me"]).outcome else {
      Issue.record("it is decided")
      return
    }
  }
}
