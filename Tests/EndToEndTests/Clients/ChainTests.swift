import Foundation
import KeylessSource
import Testing

@Suite("keyless chain", .timeLimit(.minutes(30)))
struct ChainTests {
  private static let example = [
    "--dir", "examples/chain/profile", "--env-file", "examples/chain/profile/job.json", "--root",
    "examples/chain/profile/runner",
  ]
  private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

  private func chain(_ arguments: [String], environment: [String: String] = [:]) async throws -> Binary.Run {
    try await Binary.run(["chain"] + arguments, environment: environment)
  }

  private func json(_ run: Binary.Run) throws -> JSONNode {
    try JSONParser.parse(Array(run.output.utf8), limits: .init(size: 1 << 22, depth: 64))
  }

  private func text(_ node: JSONNode?) -> String? {
    if case .string(let text)? = node?.value { text } else { nil }
  }

  @Test
  func `the README shows what is printed`() async throws {
    let readme = try String(contentsOf: Binary.root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(readme.split(separator: "## Which credentials does it take?").last)
    let shown = try #require(section.split(separator: "```text\n").dropFirst().first?.split(separator: "```").first)
    let run = try await chain(Self.example)
    #expect(run.status == 0)
    #expect(run.output == String(shown))
  }

  @Test
  func `a profile that was left in is told with its line, and an expectation fails by it`() async throws {
    let run = try await chain(Self.example + ["--expect", "web-identity"])
    #expect(run.status == 1)
    #expect(run.errors.contains("web-identity was expected, and profile-static fires"), "\(run.errors)")
    #expect(!(run.output + run.errors).contains(Self.secret))
    // The twin: a provider without it takes the job's token.
    let tools = try await chain(
      Array(Self.example.dropFirst(2)) + ["--tool", "terraform-provider-v5", "--expect", "web-identity"]
    )
    #expect(tools.status == 0, "\(tools.output)\(tools.errors)")
  }

  @Test
  func `each provider and the backend are resolved by themselves`() async throws {
    let run = try await chain(Self.example + ["--format", "json"])
    guard case .array(let answers) = try json(run).value else {
      Issue.record("no array: \(run.output)")
      return
    }
    #expect(
      answers.map { "\(text($0["for"]) ?? ""): \(text($0["fired"]?["link"]) ?? "none")" } == [
        "provider \"aws\": profile-static", "provider \"aws\" (alias dns): web-identity",
        "backend \"s3\": web-identity",
      ]
    )
    #expect(text(answers.first?["tool"]) == "terraform-provider-v5")
  }

  @Test
  func `all tools fit into a table that names the line`() async throws {
    let run = try await chain(Self.example + ["--all"])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 100 })
    #expect(!run.output.contains(Self.secret))
    for tool in ["boto3", "AWS CLI", "JavaScript", "Java", "Rust", "PHP", ".NET"] { #expect(run.output.contains(tool)) }
  }

  @Test(arguments: [
    ["--tool", "cobol"], ["--env-file", "examples/chain/profile/main.tf"], ["--env-file", "none.json"],
    ["--live", "--dir", "docs"], ["--live", "--tool", "boto3", "--env-file", "examples/chain/profile/job.json"],
    ["--live", "--tool", "boto3", "--root", "examples/chain/profile/runner"],
    ["--root", "README.md"], ["--dir", "no-such-folder"], ["--expect", "luck"], ["--all", "--tool", "boto3"],
  ])
  func `what cannot be asked is usage, and says what is wrong`(arguments: [String]) async throws {
    let run = try await chain(arguments)
    #expect(run.status == 2, "\(run.output)\(run.errors)")
    #expect(!run.errors.isEmpty && run.output.isEmpty)
  }

  @Test
  func `recorded traffic stands for AWS, and what was not recorded is refused`() async throws {
    try await Scratch.use { scratch in
      let traffic = try scratch.write(
        """
        [{"request": {"method": "POST", "url": "http://127.0.0.1:9/", "body": {"Action": "GetCallerIdentity"}},
          "response": {"status": 200, "headers": {"Content-Type": "text/xml"}, "body": "<GetCallerIdentityResponse xmlns=\\"https://sts.amazonaws.com/doc/2011-06-15/\\"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/dev</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"}}]
        """,
        to: "traffic.json"
      )
      let job = try scratch.write(
        "{\"HOME\": \"/home/runner\", \"AWS_PROFILE\": \"dev\", \"AWS_ENDPOINT_URL_STS\": \"http://127.0.0.1:9\"}",
        to: "job.json"
      )
      let root = Binary.root.path + "/examples/chain/profile/runner"
      let run = try await chain(["--tool", "boto3", "--env-file", job, "--root", root, "--replay", traffic])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      #expect(run.output.contains("obtained by profile-static: arn:aws:iam::123456789012:user/dev"))
      let nothing = try scratch.write("[]", to: "nothing.json")
      let refused = try await chain(["--tool", "boto3", "--env-file", job, "--root", root, "--replay", nothing])
      #expect(refused.status == 1)
      #expect(refused.output.contains("is not in the recorded traffic"), "\(refused.output)")
      #expect(!(refused.output + refused.errors + run.output).contains(Self.secret))
    }
  }

  private static func identity(_ host: String, _ user: String) -> String {
    """
    {"request": {"method": "POST", "url": "\(host)/", "body": {"Action": "GetCallerIdentity"}},
      "response": {"status": 200, "headers": {"Content-Type": "text/xml"}, "body": "<GetCallerIdentityResponse xmlns=\\"https://sts.amazonaws.com/doc/2011-06-15/\\"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/\(user)</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"}}
    """
  }

  private static func assumed(_ host: String, _ parameters: String) -> String {
    """
    {"request": {"method": "POST", "url": "\(host)/", "body": {"Action": "AssumeRole", \(parameters)}},
      "response": {"status": 200, "headers": {"Content-Type": "text/xml"}, "body": "<AssumeRoleResponse xmlns=\\"https://sts.amazonaws.com/doc/2011-06-15/\\"><AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>secret-of-the-role</SecretAccessKey><SessionToken>token-of-the-role</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"}}
    """
  }

  /// Two providers; what the first one's endpoint and tags are is up to a variable.
  private static let configuration = """
    \(pinned)
    variable "sts" {
      type = string
    }
    variable "team" {
      type = string
    }
    provider "aws" {
      access_key = "AKIAIOSFODNN7EXAMPLE"
      secret_key = "secret-of-the-user"
      endpoints {
        sts = var.sts
      }
      assume_role {
        role_arn            = "arn:aws:iam::123456789012:role/x"
        source_identity     = "me"
        policy_arns         = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
        tags                = { Team = var.team }
        transitive_tag_keys = ["Team"]
      }
    }
    provider "aws" {
      alias      = "dns"
      access_key = "AKIAIOSFODNN7EXAMPLE"
      secret_key = "secret-of-the-user"
    }
    """

  @Test
  func `a provider's endpoint and session are used, each outcome has its block, and what nobody asked for is told`()
    async throws
  {
    try await Scratch.use { scratch in
      let tree = scratch.url.appending(path: "tree")
      try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
      try scratch.write(Self.configuration, to: "tree/main.tf")
      let job = try scratch.write("{\"HOME\": \"/none\"}", to: "job.json")
      let parameters =
        "\"SourceIdentity\": \"me\", \"Tags.member.1.Key\": \"Team\", \"Tags.member.1.Value\": \"payments\", "
        + "\"TransitiveTagKeys.member.1\": \"Team\", \"PolicyArns.member.1.arn\": \"arn:aws:iam::aws:policy/ReadOnlyAccess\""
      let (own, aws) = ("https://sts.example:8443", "https://sts.us-east-1.amazonaws.com")
      let recorded = [
        Self.assumed(own, parameters), Self.identity(own, "role"), Self.identity(aws, "dns"),
        Self.identity(aws, "more"),
      ]
      let traffic = try scratch.write("[\(recorded.joined(separator: ","))]", to: "traffic.json")
      let arguments = ["--dir", tree.path, "--env-file", job, "--replay", traffic]
      let variables = ["--var", "team=payments"]
      let run = try await chain(arguments + variables + ["--var", "sts=\(own)"])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      let role = "obtained by assume-role: arn:aws:iam::123456789012:user/role\n"
      #expect(run.output.contains("provider \"aws\", Terraform AWS provider 5: " + role), "\(run.output)")
      #expect(
        run.output.contains("provider \"aws\" (alias dns), Terraform AWS provider 5: obtained by arguments: "),
        "\(run.output)"
      )
      #expect(run.errors == "keyless: 1 recorded exchange was not asked for\n")
      // The twins: an endpoint that nobody knows, and a tag.
      for known in [variables, ["--var", "sts=\(own)"]] {
        let refused = try await chain(arguments + known)
        #expect(refused.status == 1)
        #expect(
          refused.output.contains("Terraform AWS provider 5: no credentials were obtained: "),
          "\(refused.output)"
        )
        #expect(!refused.output.contains("user/role") && refused.output.contains("user/dns"))
        #expect(refused.errors == "keyless: 3 recorded exchanges were not asked for\n")
      }
    }
  }

  @Test(arguments: [
    "dynamic \"endpoints\" {\n  for_each = var.unknown\n  content {\n    sts = \"https://sts.example\"\n  }\n}",
    "endpoints {\n  sts = \"https://sts.${var.unknown}\"\n}", "sts_region = var.unknown",
    "assume_role {\n  role_arn = \"arn:aws:iam::123456789012:role/x\"\n  policy_arns = var.unknown\n}",
    "dynamic \"assume_role\" {\n  for_each = var.unknown\n  content {\n    role_arn = \"arn:aws:iam::123456789012:role/x\"\n  }\n}",
  ])
  func `nobody is asked where the configuration says what nobody knows`(line: String) async throws {
    let keys = "access_key = \"AKIAIOSFODNN7EXAMPLE\"\nsecret_key = \"secret-of-the-user\"\n"
    try await Scratch.use { scratch in
      let job = try scratch.write("{\"HOME\": \"/none\"}", to: "job.json")
      let traffic = try scratch.write(
        "[\(Self.identity("https://sts.us-east-1.amazonaws.com", "dev"))]",
        to: "traffic.json"
      )
      let tree = scratch.url.appending(path: "tree")
      try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
      for (said, status) in [(line, Int32(1)), ("", 0)] {
        let provider = "provider \"aws\" {\n\(keys)\(said)\n}\n"
        try scratch.write(Self.pinned + "variable \"unknown\" {}\n" + provider, to: "tree/main.tf")
        let run = try await chain(["--dir", tree.path, "--env-file", job, "--replay", traffic])
        #expect(run.status == status, "\(run.output)\(run.errors)")
        #expect(run.output.contains("user/dev") == (status == 0))
        #expect(run.errors.isEmpty == (status == 0), "\(run.errors)")
      }
    }
  }

  /// What the configuration of a folder signs in with, as `FOR: LINK or error`.
  private func answers(
    _ files: [String: String],
    _ arguments: [String] = [],
    in scratch: Scratch
  ) async throws -> [String] {
    let tree = scratch.url.appending(path: "tree")
    try? FileManager.default.removeItem(at: tree)
    try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
    for (name, text) in files { _ = try scratch.write(text, to: "tree/" + name) }
    let job = try scratch.write(
      "{\"HOME\": \"/none\", \"AWS_ROLE_ARN\": \"arn:aws:iam::123456789012:role/x\", \"AWS_WEB_IDENTITY_TOKEN_FILE\": \"/run/t\"}",
      to: "variables.json"
    )
    let run = try await chain(
      ["--dir", scratch.url.path + "/tree", "--env-file", job, "--format", "json"] + arguments
    )
    guard run.status == 0, case .array(let answers) = try json(run).value else {
      return ["\(run.status): \(run.errors)"]
    }
    return answers.map {
      "\(text($0["for"]) ?? "all"): \(text($0["fired"]?["link"]) ?? text($0["error"]) ?? "unknown")"
    }
  }

  private static let pinned = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"

  @Test
  func `a provider that is not written, one beside a local bucket, and relative paths are answered as Terraform does`()
    async throws
  {
    try await Scratch.use { scratch in
      let seen = try await answers(["m.tf": Self.pinned + "resource \"aws_s3_bucket\" \"b\" {}\n"], in: scratch)
      #expect(seen.count == 1 && seen[0].hasPrefix("provider \"aws\" (not written): "), "\(seen)")
    }
    try await Scratch.use { scratch in
      let provider = "provider \"aws\" {\n  profile = \"dev\"\n  endpoints {\n    s3 = \"http://minio:9000\"\n  }\n}\n"
      let seen = try await answers(["m.tf": Self.pinned + provider], in: scratch)
      #expect(seen == ["provider \"aws\": failed to get shared config profile, dev"], "\(seen)")
    }
    try await Scratch.use { scratch in
      let provider = "provider \"aws\" {\n  profile             = \"dev\"\n  shared_config_files = [\"./cfg\"]\n}\n"
      let profile = "[profile dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
      let seen = try await answers(["m.tf": Self.pinned + provider, "cfg": profile], in: scratch)
      #expect(seen == ["provider \"aws\": profile-static"], "\(seen)")
    }
  }

  @Test(arguments: [
    ["m.tf": "provider \"aws\" {\n  profile \"dev\"\n}\n"], ["m.tf.json": "{\"provider\""],
    ["m.tf": "provider \"aws\" {"],
  ])
  func `nothing is answered beside a file that cannot be read`(files: [String: String]) async throws {
    try await Scratch.use { scratch in
      let seen = try await answers(files, in: scratch)
      #expect(seen.count == 1 && seen[0].hasPrefix("3: keyless: "), "\(seen)")
      let twin = try await answers(["m.tf": "provider \"aws\" {}\n", "m.tf.json": "{}"], in: scratch)
      #expect(!twin.isEmpty && twin.allSatisfy { $0.hasPrefix("provider \"aws\": ") }, "\(twin)")
    }
  }

  /// Users of services have `/dev/null` for a home.
  @Test(arguments: ["aws-cli-v2", "boto3", "js-v3", "go-v2", "java-v2", "rust", "terraform-provider-v5"])
  func `a home that is no folder holds no files, and the job's token is taken`(tool: String) async throws {
    try await Scratch.use { scratch in
      let token = try scratch.write("a.b.c", to: "token")
      let job = [
        "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/x", "AWS_WEB_IDENTITY_TOKEN_FILE": token,
        "AWS_REGION": "eu-west-1",
      ]
      for home in ["/dev/null", "/nonexistent"] {
        let run = try await chain(
          ["--tool", tool, "--expect", "web-identity"],
          environment: job.merging(["HOME": home]) { $1 }
        )
        #expect(run.status == 0, "\(home): \(run.output)\(run.errors)")
      }
    }
  }
}
