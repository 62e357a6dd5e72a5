/// One situation that people meet, for the page that shows what every tool does in it.
package struct ChainScene: Sendable {
  package let title: String
  package let machine: Machine
  package let arguments: ToolArguments

  /// What no page may show.
  package static let secrets = [jwt, variableKey, fileKey]
  private static let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2IifQ.c2lnbmF0dXJl"
  private static let variableKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
  private static let fileKey = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"

  private static let token = "/run/token"
  private static let identity = [
    "AWS_WEB_IDENTITY_TOKEN_FILE": token, "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/deploy",
    "AWS_ROLE_SESSION_NAME": "job-1", "AWS_REGION": "eu-central-1",
  ]
  private static let keys = ["AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": variableKey]
  private static let staticKeys = "aws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = \(fileKey)\n"
  private static let role = "role_arn = arn:aws:iam::123456789012:role/dev\n"

  /// `profiles` is the credentials file, `configuration` the config file; `named` is the tool's own argument.
  private init(
    _ title: String,
    _ environment: [String: String],
    credentials: String? = nil,
    config: String? = nil,
    named profile: String? = nil,
    hasMetadata: Bool = false
  ) {
    self.title = title
    var variables = environment
    variables["HOME"] = "/job"
    var files: [String: String] = [Self.token: Self.jwt]
    files["/job/.aws/credentials"] = credentials
    files["/job/.aws/config"] = config
    let bytes = files.mapValues { Array($0.utf8) }
    machine = Machine(
      environment: Environment(variables),
      directory: "/builds/acme/api",
      instanceMetadata: .value(hasMetadata, nil),
      read: { path in bytes[path].map(FileAnswer.bytes) ?? .missing }
    )
    arguments = ToolArguments(profile.map { ["profile": .value($0, nil)] } ?? [:])
  }

  private static func with(_ other: [String: String]) -> [String: String] {
    identity.merging(other) { _, new in new }
  }

  /// Everything at once: the link that fires and those behind it are the tool's order.
  package static let everything = ChainScene(
    "everything at once",
    with(keys).merging(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/credentials"]) { first, _ in first },
    credentials: "[default]\n" + staticKeys,
    hasMetadata: true
  )

  package static let all = [
    ChainScene("the job's token alone", identity),
    ChainScene("… and static keys in `[default]`", identity, credentials: "[default]\n" + staticKeys),
    ChainScene("… and keys in the environment", with(keys)),
    ChainScene(
      "… and `AWS_PROFILE`, a profile with static keys",
      with(["AWS_PROFILE": "dev"]),
      credentials: "[dev]\n" + staticKeys
    ),
    ChainScene(
      "… and `AWS_PROFILE`, a profile with a role and a source",
      with(["AWS_PROFILE": "dev"]),
      credentials: "[dev]\n" + role + "source_profile = base\n[base]\n" + staticKeys
    ),
    ChainScene(
      "… and `AWS_PROFILE`, a profile with a token file of its own",
      with(["AWS_PROFILE": "dev"]),
      config: "[profile dev]\n" + role + "web_identity_token_file = /run/token\n"
    ),
    ChainScene("… and `AWS_PROFILE`, no such profile", with(["AWS_PROFILE": "dev"])),
    ChainScene(
      "… and a `profile` that the tool is given, with static keys",
      identity,
      credentials: "[dev]\n" + staticKeys,
      named: "dev"
    ),
    ChainScene(
      "… and a `profile` that the tool is given, with a token file of its own",
      identity,
      config: "[profile dev]\n" + role + "web_identity_token_file = /run/token\n",
      named: "dev"
    ),
    ChainScene(
      "… and a `profile` that the tool is given, with nothing but a region",
      identity,
      config: "[profile dev]\nregion = eu-central-1\n",
      named: "dev"
    ),
    ChainScene("… and a `profile` that the tool is given, no such profile", identity, named: "dev"),
    ChainScene(
      "keys in the environment and `AWS_PROFILE`",
      keys.merging(["AWS_PROFILE": "dev", "AWS_REGION": "eu-central-1"]) { first, _ in first },
      credentials: "[dev]\n" + staticKeys
    ),
    ChainScene(
      "a token file without a role",
      identity.filter { $0.key != "AWS_ROLE_ARN" }
    ),
    ChainScene("a token file that is not there", with(["AWS_WEB_IDENTITY_TOKEN_FILE": "/run/none"])),
    ChainScene("nothing, on a machine with a role of its own", ["AWS_REGION": "eu-central-1"], hasMetadata: true),
  ]
}
