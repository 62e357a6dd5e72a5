import KeylessChain
import KeylessSource
import Testing

/// A secret that stands where a name or a path belongs, told by every tool in every form of a report.
@Suite("a secret in the place of another value")
struct MisplacedSecretTests {
  private static let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.cGxhbnRlZA"
  private static let secrets = [token, "ASIAPLANTEDPLANTED01", String(repeating: "IQoJplanted/", count: 30)]
  private static let plain = "ordinary-words"

  enum Place: CustomTestStringConvertible, Sendable {
    case variable(String, (@Sendable (String) -> String)? = nil)
    /// A line of the profile that is used.
    case line(@Sendable (String) -> String)
    case profileName

    var testDescription: String {
      switch self {
      case .variable(let name, _): name
      case .line(let line): line("…")
      case .profileName: "profile name"
      }
    }
  }

  private static let role = "role_arn = arn:aws:iam::111122223333:role/r\n"
  private static let places: [Place] =
    [
      "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_CONFIG_FILE",
      "AWS_SHARED_CREDENTIALS_FILE", "AWS_CREDENTIAL_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ].map { .variable($0) } + [
      .variable("AWS_WEB_IDENTITY_TOKEN_FILE") { "/run/\($0)" }, .variable("HOME") { "/home/\($0)" },
      .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") { "http://\($0)/x" },
      .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") { "1:x?\($0)" },
      .line { role + "source_profile = \($0)\n" }, .line { role + "credential_source = \($0)\n" },
      .line { role + "web_identity_token_file = \($0)\n" }, .line { "sso_session = \($0)\nsso_account_id = 1\n" },
      .line {
        "sso_account_id = \($0)\nsso_role_name = \($0)\nsso_region = \($0)\nsso_start_url = \($0)\n"
      },
      .line { "role_arn = \($0)\nsource_profile = default\n" + keys }, .line { "login_session = \($0)\n" },
      .line { "\($0)\n" }, .line { "[\($0)\n" }, .profileName,
    ]
  private static let keys = "aws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = x\n"

  /// Everything that any tool says there.
  private static func said(_ place: Place, _ text: String) -> String {
    var environment = ["HOME": "/home/me"]
    var name = "default"
    var lines = ""
    switch place {
    case .variable(let variable, let wrapped):
      environment[variable] = wrapped?(text) ?? text
      if variable == "AWS_WEB_IDENTITY_TOKEN_FILE" { environment["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/r" }
      if variable == "AWS_ROLE_ARN" { environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/token" }
    case .line(let line): lines = line(text)
    case .profileName:
      name = text
      environment["AWS_PROFILE"] = text
      lines = keys
    }
    let home = environment["HOME"] ?? ""
    let files = [
      "\(home)/.aws/credentials": "[\(name)]\n\(lines)",
      "\(home)/.aws/config": "[\(name == "default" ? name : "profile \(name)")]\n\(lines)", "/token": "t",
      // The config and credentials files that a variable may name.
      "/work/\(text)": "[default]\n\(keys)",
    ]
    let machine = Machine(environment: Environment(environment), directory: "/work") { path in
      files[path].map { .bytes(Array($0.utf8)) } ?? .missing
    }
    var resolutions: [Resolution] = []
    for arguments in [ToolArguments(), ToolArguments(["profile": .value(name, nil)])] {
      resolutions += Chains.all.map { $0.resolution(Situation(machine, arguments)) }
    }
    let words = PlaceWords(home: home)
    return resolutions.map { ResolutionText($0, words).text + $0.json(words).compact }.joined()
      + ChainTable(resolutions, words).text
  }

  @Test("is told by no tool in any place, where another value would be", arguments: places)
  func isNotShown(_ place: Place) {
    for secret in Self.secrets {
      let text = Self.said(place, secret)
      #expect(!text.contains(secret.prefix(24).suffix(16)), "\(secret.prefix(8))…")
      #expect(!text.lowercased().contains("planted"))
    }
    // That it could have been told is seen by words that are no secret.
    #expect(Self.said(place, Self.plain).contains(Self.plain) || Self.isSilent(place))
  }

  /// Where nothing is repeated, secret or not.
  private static func isSilent(_ place: Place) -> Bool {
    switch place {
    case .variable(let name, let wrapped):
      name == "AWS_CONTAINER_CREDENTIALS_FULL_URI" && wrapped?("").hasPrefix("1") != false
    case .line(let line): ["x\n", "[x\n"].contains(line("x"))
    case .profileName: false
    }
  }
}
