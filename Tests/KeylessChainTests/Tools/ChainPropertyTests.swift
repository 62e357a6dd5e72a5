import KeylessChain
import KeylessSource
import KeylessTesting
import Testing

/// Whatever the machine looks like, a chain ends, and says one thing.
@Suite("every chain, on machines made up at random")
struct ChainPropertyTests {
  private static let seed: UInt64 = 20_261_126

  private static let variables: [(String, [String])] = [
    ("AWS_ACCESS_KEY_ID", ["AKIAIOSFODNN7EXAMPLE", "", " "]), ("AWS_SECRET_ACCESS_KEY", ["hidden", ""]),
    ("AWS_PROFILE", ["a", "b", "none", ""]), ("AWS_ROLE_ARN", ["arn:aws:iam::111122223333:role/x"]),
    ("AWS_WEB_IDENTITY_TOKEN_FILE", ["/token", "token", "/none"]), ("AWS_ROLE_SESSION_NAME", ["s"]),
    ("AWS_REGION", ["eu-central-1"]), ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", ["/x"]),
    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", ["http://127.0.0.1/x", "http://10.0.0.1/x", "nonsense"]),
    ("AWS_EC2_METADATA_DISABLED", ["true", "false", "1"]), ("HOME", ["/home/me"]),
    ("AWS_SDK_LOAD_NONDEFAULT_CONFIG", ["1"]),
  ]

  private static let keys = [
    "aws_access_key_id = AKIAI44QH8DHBEXAMPLE", "aws_secret_access_key = hidden", "role_arn = arn:aws:iam::1:role/r",
    "source_profile = a", "source_profile = b", "source_profile = none", "credential_source = Environment",
    "credential_source = EcsContainer", "credential_source = Ec2InstanceMetadata", "credential_source = Moon",
    "web_identity_token_file = /token", "credential_process = /bin/x", "sso_session = s", "sso_account_id = 1",
    "sso_role_name = r", "sso_region = x", "sso_start_url = u", "login_session = l", "mfa_serial = m",
    "region = eu-central-1", "external_id = e",
  ]

  private static func situation(_ random: inout SplitMix64) -> Situation {
    var environment: [String: String] = [:]
    for (name, values) in variables where name == "HOME" || Bool.random(using: &random) {
      environment[name] = values.randomElement(using: &random)
    }
    var files = ["/token": "t", "/builds/token": "t"]
    for (path, prefix) in [("/home/me/.aws/config", "profile "), ("/home/me/.aws/credentials", "")]
    where Int.random(in: 0..<5, using: &random) > 0 {
      var text = "[sso-session s]\nsso_region = x\nsso_start_url = u\n"
      for name in ["default", "a", "b"] where Bool.random(using: &random) {
        text += "[\(name == "default" ? "" : prefix)\(name)]\n"
        for key in keys where Int.random(in: 0..<4, using: &random) == 0 { text += key + "\n" }
      }
      files[path] = text
    }
    let known = files
    let machine = Machine(
      environment: Environment(environment),
      directory: "/builds",
      instanceMetadata: .value(Bool.random(using: &random), nil)
    ) { path in known[path].map { .bytes(Array($0.utf8)) } ?? .missing }
    let explicit = Int.random(in: 0..<4, using: &random) == 0
    return Situation(machine, ToolArguments(explicit ? ["profile": .value("a", nil)] : [:]))
  }

  @Test("on a machine that is wholly known nothing is unknown, and no secret is held")
  func total() {
    var random = SplitMix64(seed: Self.seed)
    for round in 0..<100 {
      let situation = Self.situation(&random)
      for chain in Chains.all {
        let resolution = chain.resolution(situation)
        let place = "seed \(Self.seed), round \(round), \(chain.tool.id)"
        if case .unknown(let unknown, _) = resolution.outcome { Issue.record("\(place): \(unknown)") }
        if case .failed(let failure) = resolution.outcome { #expect(!failure.text.isEmpty, "\(place)") }
        let text = ResolutionText(resolution, PlaceWords()).text + resolution.json(PlaceWords()).compact
        #expect(!text.contains("hidden"), "\(place)")
      }
      let table = ChainTable(Chains.all.map { $0.resolution(situation) }, PlaceWords(home: "/home/me")).text
      #expect(table.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 100 }, "round \(round)\n\(table)")
    }
  }
}
