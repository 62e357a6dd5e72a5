import KeylessTesting

/// Makes situations that differ in everything that botocore looks at.
struct BotocoreRowGenerator {
  private var random: SplitMix64
  private let folder: String
  /// Whether what stands behind a relative URI can be played: inside one process only.
  private let playsRelativeURI: Bool

  init(seed: UInt64, folder: String, playsRelativeURI: Bool) {
    random = SplitMix64(seed: seed)
    self.folder = folder
    self.playsRelativeURI = playsRelativeURI
  }

  mutating func row(_ number: Int) -> BotocoreRow {
    let root = "\(folder)/\(number)"
    var environment = ["HOME": root]
    var files = ["token": pick(["the.to.ken", "the.to.ken\n", "line\r\nend"])]
    set("AWS_PROFILE", [nil, nil, nil, "p", "p", "q", "default", "nope", ""], &environment)
    set("AWS_DEFAULT_PROFILE", [nil, nil, nil, nil, nil, "q", "p", "nope", ""], &environment)
    keys(&environment)
    webIdentity(root, &environment)
    container(root, &environment, &files)
    if chance(8) { set("AWS_EC2_METADATA_DISABLED", ["true", "TRUE", "false"], &environment) }
    oldFiles(&environment, &files)
    let config = pick([".aws/config", ".aws/config", ".aws/config", ".aws/config", "other"])
    if config == "other" {
      environment["AWS_CONFIG_FILE"] = pick(["~/other", "$HOME/other", "\(root)/other", "other", ""])
    }
    files[config] = file(isConfig: true, root)
    files[".aws/credentials"] = file(isConfig: false, root)
    if chance(2) {
      // The names are the SHA-1 of the start URL and of the session.
      let token = pick([#"{"accessToken": "cached", "expiresAt": "2099-01-01T00:00:00Z"}"#, "{}", "garbage"])
      files[".aws/sso/cache/\(Self.startURLHash).json"] = token
      files[".aws/sso/cache/\(Self.sessionHash).json"] = token
    }
    return BotocoreRow(
      id: "row-\(number)",
      root: root,
      environment: environment,
      profile: pick([nil, nil, nil, "p", "p", "q", "default", "nope", chance(3) ? "" : nil]),
      files: files,
      instanceMetadata: chance(3)
    )
  }

  /// SHA-1 of `https://start.example` and of `corp`.
  static let startURLHash = "1c5a689b7bb92284d0c514c4b1c1e1ce96d9621f"
  static let sessionHash = "ee0bfd2552fbd840c02cc48b6e823320543c450f"

  private mutating func keys(_ environment: inout [String: String]) {
    let (id, secret) = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    switch Int.random(in: 0..<16, using: &random) {
    case 0...2: (environment[id], environment[secret]) = ("AKIAENV", "s")
    case 3:
      (environment[id], environment[secret]) = ("AKIAENV", "s")
      set("AWS_SESSION_TOKEN", ["session"], &environment)
      set("AWS_SECURITY_TOKEN", [nil, "security"], &environment)
    case 4: environment[id] = "AKIAENV"
    case 5: environment[secret] = "s"
    case 6: (environment[id], environment[secret]) = (" ", " ")
    case 7: (environment[id], environment[secret]) = ("", "")
    case 8: (environment[id], environment[secret]) = ("AKIAENV", "")
    default: break
    }
  }

  private mutating func webIdentity(_ root: String, _ environment: inout [String: String]) {
    switch Int.random(in: 0..<14, using: &random) {
    case 0...3:
      environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = pick(["\(root)/token", "\(root)/token", "token"])
      environment["AWS_ROLE_ARN"] = Self.role("env")
      set("AWS_ROLE_SESSION_NAME", [nil, nil, "job-7"], &environment)
    case 4: environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "\(root)/token"
    case 5: environment["AWS_ROLE_ARN"] = Self.role("env")
    case 6: environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = ""
    case 7:
      environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "\(root)/token"
      environment["AWS_ROLE_ARN"] = ""
    case 8:
      environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "\(root)/it's missing"
      environment["AWS_ROLE_ARN"] = Self.role("env")
    case 9:
      environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "\(root)/token"
      environment["AWS_ROLE_ARN"] = "short"
      set("AWS_ROLE_SESSION_NAME", [nil, "x"], &environment)
    default: break
    }
  }

  private mutating func container(
    _ root: String,
    _ environment: inout [String: String],
    _ files: inout [String: String]
  ) {
    let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    switch Int.random(in: 0..<12, using: &random) {
    case 0: environment[full] = "http://127.0.0.1:CONTAINER_PORT/full"
    case 1:
      environment[full] = "http://localhost:CONTAINER_PORT/full?x=1"
      set("AWS_CONTAINER_AUTHORIZATION_TOKEN", ["secret", "two\nlines"], &environment)
    case 2:
      environment[full] = "http://127.0.0.1:CONTAINER_PORT/full"
      environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = pick(["\(root)/authorization", "\(root)/missing", ""])
      files["authorization"] = pick(["secret", "secret\n"])
    case 3:
      environment[full] = pick([
        "http://Example.com/x", "http://127.0.0.1@example.com:80/", "example", "", "ftp://[::2]/x",
      ])
    case 4 where playsRelativeURI:
      environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = pick(["/relative", ""])
      set(full, [nil, "http://example.com/"], &environment)
    default: break
    }
  }

  private mutating func oldFiles(_ environment: inout [String: String], _ files: inout [String: String]) {
    switch Int.random(in: 0..<20, using: &random) {
    case 0:
      environment["AWS_CREDENTIAL_FILE"] = pick(["~/ec2", "~/missing", ""])
      files["ec2"] = pick(["AWSAccessKeyId = AKIAEC2\nAWSSecretKey=s\n", "AWSAccessKeyId=AKIAEC2\n", "nothing\n"])
    case 1:
      set("BOTO_CONFIG", [nil, "~/boto", ""], &environment)
      files[pick([".boto", "boto"])] = pick([
        "[Credentials]\naws_access_key_id = AKIABOTO\naws_secret_access_key = s\n",
        "[Credentials]\naws_access_key_id = AKIABOTO\n", "[other]\nx=1\n", "garbage\n",
      ])
    default: break
    }
  }

  private mutating func file(isConfig: Bool, _ root: String) -> String? {
    if chance(5) { return nil }
    if chance(30) { return pick(["garbage\n", "[p\nx=1\n", "[p]\nx=1\n[p]\nx=2\n"]) }
    var text = ""
    for name in ["default", "p", "q", "r"] where chance(2) {
      let header =
        isConfig && name != "default" ? pick(["profile \(name)", "profile \(name)", "profile \"\(name)\""]) : name
      text += "[\(header)]\n" + (0..<(chance(4) ? 2 : 1)).map { _ in body(name, root) }.joined()
    }
    if isConfig {
      text += pick([
        "", "", "[sso-session corp]\nsso_start_url = https://start.example\nsso_region = eu-west-1\n",
        "[sso-session corp]\nsso_region = eu-west-1\n",
      ])
    }
    return withoutRepeats(text)
  }

  /// A key that is there twice in a section makes the file unreadable; that is a case of its own.
  private func withoutRepeats(_ text: String) -> String {
    var seen: Set<Substring> = []
    return text.split(separator: "\n").filter { line in
      if line.hasPrefix("[") { seen = [] }
      return seen.insert(line.hasPrefix("[") ? line : line.prefix { $0 != "=" && $0 != " " }).inserted
    }.joined(separator: "\n") + "\n"
  }

  private mutating func body(_ name: String, _ root: String) -> String {
    let other = pick(["p", "q", "r", "default", name, "nope"])
    let role = "role_arn = \(Self.role(name))\n"
    let id = "aws_access_key_id = AKIA\(name.uppercased())\(Int.random(in: 1...9, using: &random))\n"
    let secret = "aws_secret_access_key = s\n"
    switch Int.random(in: 0..<30, using: &random) {
    case 0...5: return id + secret
    case 6:
      return id + secret + pick(["aws_session_token = t1\n", "aws_security_token = t2\naws_session_token = t1\n"])
    case 7: return id
    case 8: return secret
    case 9: return "region = eu-west-1\n"
    case 10...13: return role + "source_profile = \(other)\n"
    case 14: return role + "source_profile = \(name)\n" + id + secret
    case 15:
      return role + "credential_source = "
        + pick(["Environment", "EcsContainer", "Ec2InstanceMetadata", "environment"]) + "\n"
    case 16: return role + "credential_source = " + pick(["Environment", "Ec2InstanceMetadata"]) + "\n"
    case 17: return role + "source_profile = \(other)\ncredential_source = Environment\n"
    case 18: return role
    case 19...20:
      return role + "web_identity_token_file = \(root)/token\n" + pick(["", "role_session_name = from-file\n"])
    case 21: return "web_identity_token_file = \(root)/token\n"
    case 22: return role + "web_identity_token_file = \n"
    case 23:
      return
        "sso_account_id = 111122223333\nsso_role_name = reader\nsso_start_url = https://start.example\nsso_region = eu-west-1\n"
    case 24: return "sso_account_id = 111122223333\nsso_role_name = reader\nsso_session = corp\n"
    case 25:
      return pick([
        "sso_session = corp\n", "sso_role_name = reader\n",
        "sso_session = corp\nsso_account_id = 1\nsso_role_name = r\nsso_region = x\n",
      ])
    case 26:
      return
        "credential_process = echo '{\"Version\": 1, \"AccessKeyId\": \"AKIAPROCESS\", \"SecretAccessKey\": \"s\"}'\n"
    case 27: return "aws_access_key_id =\naws_secret_access_key =\n"
    case 28:
      return role
        + "source_profile = \(other)\nexternal_id = \(pick(["ext", "x"]))\nrole_session_name = s-1\nduration_seconds = \(pick(["1800", " 1_800 ", "soon", "60"]))\n"
    default:
      return pick([
        "login_session = arn:aws:iam::1:user/u\n", "role_arn = short\nsource_profile = \(other)\n",
        "role_arn =\nsource_profile = \(other)\n",
      ])
    }
  }

  private static func role(_ name: String) -> String { "arn:aws:iam::123456789012:role/\(name)" }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func set(_ name: String, _ values: [String?], _ environment: inout [String: String]) {
    if let value = pick(values) { environment[name] = value }
  }
}
