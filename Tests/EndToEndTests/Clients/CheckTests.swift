import Foundation
import KeylessSource
import Testing

@Suite("keyless check", .timeLimit(.minutes(30)))
struct CheckTests {
  private func check(
    _ arguments: String...,
    folder: URL? = nil,
    environment: [String: String] = [:]
  ) async throws
    -> Binary.Run
  {
    try await check(arguments: arguments, folder: folder, environment: environment)
  }

  private func check(
    arguments: [String],
    folder: URL?,
    environment: [String: String] = [:]
  ) async throws -> Binary.Run {
    try await Binary.run(["check"] + arguments, environment: environment, folder: folder)
  }

  @Test(arguments: [
    ("${token.actions.githubusercontent.com:sub}", true), ("repo:*:*:*:*:*:*", true),
    ("repo:" + String(repeating: "*?", count: 20) + "*", true), ("repo:acme/api:environment:production", false),
  ])
  func `a trust policy of which nobody knows whom it lets in is no pass`(subject: String, isOpen: Bool) async throws {
    try await Scratch.use { scratch in
      let issuer = "token.actions.githubusercontent.com"
      try scratch.write(
        """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
          "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/\(issuer)"},
          "Condition": {"StringEquals": {"\(issuer):aud": "sts.amazonaws.com"}, "StringLike": {"\(issuer):sub": "\(subject)"}}
        }]}
        """,
        to: "trust.json"
      )
      let run = try await check("trust.json", folder: scratch.url)
      #expect(run.status == (isOpen ? 1 : 0), "\(run.output)\(run.errors)")
      #expect(run.output.contains("[trust-") == isOpen, "\(run.output)")
      let high = try await check("trust.json", "--fail-on", "high", folder: scratch.url)
      #expect(high.status == 0, "\(high.output)")
    }
  }

  /// Number and severity of everything at medium and above.
  private func findings(_ run: Binary.Run) throws -> [String] {
    let node = try JSONParser.parse(Array(run.output.utf8), limits: .init(size: 1 << 24, depth: 64))
    guard case .array(let findings)? = node["findings"]?.value else { return ["no findings member"] }
    return findings.compactMap { finding in
      guard let rule = text(finding["rule"]?["number"] ?? finding["rule"]), let severity = text(finding["severity"]),
        ["medium", "high", "critical"].contains(severity)
      else { return nil }
      return "\(rule) \(severity)"
    }.sorted()
  }

  private func text(_ node: JSONNode?) -> String? {
    if case .string(let text)? = node?.value { text } else { nil }
  }

  @Test("the three quiet failures are found, each with its place, and nothing else at medium and above")
  func threeFailures() async throws {
    let json = try await check("examples/check/three-failures", "--project", "acme/api", "--format", "json")
    #expect(json.status == 1)
    #expect(try findings(json) == ["KL109 high", "KL127 medium", "KL301 high"])
    let run = try await check("examples/check/three-failures", "--project", "acme/api")
    #expect(run.status == 1)
    #expect(run.output.contains(".gitlab-ci.yml: deploy   deploy   opens"))
    #expect(run.output.contains(".gitlab-ci.yml: release  release  refused"))
    #expect(run.output.contains("witness: a colleague's GitLab job with the subject `project_path:acme/apia:"))
    #expect(run.output.contains("--> infra/main.tf:3:"))
    #expect(run.output.contains("--> infra/roles.tf:23:19"))
    #expect(run.output.contains("--> infra/roles.tf:45:30"))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test("the README shows what is printed, line by line, with dots for what it leaves out")
  func readme() async throws {
    let readme = try String(contentsOf: Binary.root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(readme.split(separator: "## Check a repository").last)
    let shown = try #require(section.split(separator: "```text\n").dropFirst().first?.split(separator: "```").first)
    let lines = shown.split(separator: "\n").filter { $0 != "..." }
    #expect(lines.count > 30)
    let run = try await check("examples/check/three-failures", "--project", "acme/api")
    var rest = run.output.split(separator: "\n")[...]
    for line in lines {
      let place = try #require(rest.firstIndex(of: line), "not printed, or not in this order: \(line)")
      rest = rest[(place + 1)...]
    }
  }

  @Test("a clean repository has no finding at medium and above, and its job opens")
  func clean() async throws {
    let run = try await check("examples/check/clean", "--project", "acme/api")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("deploy.yml: deploy  deploy  opens"))
    #expect(try findings(try await check("examples/check/clean", "--project", "acme/api", "--format", "json")).isEmpty)
  }

  @Test(
    "every example with both halves has the table that it should",
    arguments: [
      ("gitlab", "gitlab.com", ["aws"], ["shop-plan     opens", "shop-deploy   some", "shop-release  some"]),
      // The mistake of this folder: no token has `ref_type:mr`.
      (
        "gitlab", "gitlab.com", ["aws", "aws-with-mr"],
        ["shop-plan     refused", "shop-deploy   some", "shop-release  some"]
      ),
      ("github", "github.com", ["aws"], ["shop-plan     opens", "shop-deploy   opens", "shop-release  opens"]),
    ]
  )
  func examples(example: String, host: String, halves: [String], rows: [String]) async throws {
    let run = try await check(
      arguments: [example == "gitlab" ? ".gitlab-ci.yml" : ".github"] + halves + [
        "--project", "acme/shop", "--host", host,
      ],
      folder: Binary.root.appending(path: "examples/\(example)")
    )
    let table = run.output.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    #expect(table.count == rows.count + 1, "\(run.output)\(run.errors)")
    for (line, row) in zip(table.dropFirst(), rows) { #expect(line.contains(row), "\(line)") }
  }

  @Test("a change that lets in more is told with a witness, and one that changes nobody is not")
  func against() async throws {
    guard let git = Binary.find("git") else {
      print("skipped: git is not installed")
      return
    }
    try await Scratch.use { scratch in
      let policy = { (subject: String) in
        """
        resource "aws_iam_role" "deploy" {
          name = "deploy"
          assume_role_policy = jsonencode({
            Version = "2012-10-17"
            Statement = [{
              Effect    = "Allow"
              Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
              Action    = "sts:AssumeRoleWithWebIdentity"
              Condition = { StringLike = { "gitlab.com:aud" = "sts.amazonaws.com", "gitlab.com:sub" = "\(subject)" } }
            }]
          })
        }

        """
      }
      let home = ["HOME": scratch.home.path, "TMPDIR": scratch.temporary.path]
      func run(_ arguments: String...) async throws {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        let run = try await Binary.run(identity + arguments, environment: home, program: git, folder: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
      }
      try scratch.write(policy("project_path:acme/api:ref_type:branch:ref:main"), to: "main.tf")
      try await run("init", "-q")
      try await run("add", "main.tf")
      try await run("commit", "-q", "-m", "one")
      let same = try await check("--against", "HEAD", folder: scratch.url, environment: home)
      #expect(same.status == 0, "\(same.output)\(same.errors)")
      #expect(same.output == "the same pipelines get in as at HEAD\n")
      try scratch.write(policy("project_path:acme/api:ref_type:branch:ref:*"), to: "main.tf")
      let wider = try await check("--against", "HEAD", "--format", "markdown", folder: scratch.url, environment: home)
      #expect(wider.status == 1)
      #expect(wider.output.contains("more get in"))
      #expect(wider.output.contains("ref&#58;develop</code>"))
      let text = try await check("--against", "HEAD", folder: scratch.url, environment: home)
      #expect(
        text.output.contains("gets in now: a GitLab job with the subject `project_path:acme/api:ref_type:branch:")
      )
      let wrong = try await check("--against", "nothing-of-that-name", folder: scratch.url, environment: home)
      #expect(wrong.status == 2)
      #expect(wrong.errors.contains("there is no revision `nothing-of-that-name`"))
    }
  }

  @Test("no program of the repository runs when a revision is compared, and what is broken or new is said")
  func hostileRepository() async throws {
    guard let git = Binary.find("git") else {
      print("skipped: git is not installed")
      return
    }
    try await Scratch.use { scratch in
      let home = ["HOME": scratch.home.path, "TMPDIR": scratch.temporary.path]
      let repository = scratch.url.appending(path: "repository")
      let sub = repository.appending(path: "sub")
      try FileManager.default.createDirectory(at: sub, withIntermediateDirectories: true)
      func run(_ arguments: String...) async throws {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        let run = try await Binary.run(identity + arguments, environment: home, program: git, folder: repository)
        #expect(run.status == 0, "\(run.errors)")
      }
      let role = """
        resource "aws_iam_role" "deploy" {
          name = "deploy"
          assume_role_policy = jsonencode({
            Version = "2012-10-17"
            Statement = [{
              Effect    = "Allow"
              Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
              Action    = "sts:AssumeRoleWithWebIdentity"
              Condition = { StringEquals = { "gitlab.com:aud" = "sts.amazonaws.com" } }
            }]
          })
        }

        """
      try scratch.write("*.tf filter=evil\n", to: "repository/.gitattributes")
      try scratch.write(role, to: "repository/main.tf")
      try await run("init", "-q")
      try await run("add", ".gitattributes", "main.tf")
      try await run("commit", "-q", "-m", "one")
      let mark = scratch.url.appending(path: "ran").path
      for key in ["filter.evil.smudge", "filter.evil.process", "core.fsmonitor"] {
        try await run("config", key, "touch '\(mark)'; cat")
      }
      let same = try await check("--against", "HEAD", folder: repository, environment: home)
      #expect(same.output == "the same pipelines get in as at HEAD\n", "\(same.errors)")
      #expect(!scratch.exists("ran"))
      #expect(try scratch.leftovers().isEmpty)
      // A folder that the revision did not have held nobody's role.
      try scratch.write(role, to: "repository/sub/new.tf")
      let new = try await check("sub", "--against", "HEAD", folder: repository, environment: home)
      #expect(new.status == 1, "\(new.errors)")
      #expect(new.output.contains("a new role opens"))
      // A file that is broken now is neither a change nor none.
      try scratch.write(role + "}}}{\n", to: "repository/main.tf")
      for format in ["text", "json", "markdown"] {
        let broken = try await check("--against", "HEAD", "--format", format, folder: repository, environment: home)
        #expect(broken.output.contains("main.tf"), "\(format): \(broken.output)")
      }
    }
  }

  @Test("nothing to check is said, and a link to a folder is named")
  func nothing() async throws {
    try await Scratch.use { scratch in
      try ExampleTree.copy("examples/check/three-failures", to: scratch.url.appending(path: "tree"))
      let folder = scratch.url.appending(path: "empty")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let empty = try await check("--format", "json", folder: folder)
      #expect(empty.status == 0)
      #expect(empty.output.contains("nothing-to-check"))
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "infra"),
        withDestinationURL: scratch.url.appending(path: "tree/infra")
      )
      let linked = try await check(folder: folder)
      #expect(linked.output.contains("`infra` is a symbolic link to a folder, and links are not followed"))
    }
  }

  @Test("a place is read once, whatever it is called, and a file of another project is not mended")
  func names() async throws {
    try await Scratch.use { scratch in
      let tree = scratch.url.appending(path: "tree")
      try ExampleTree.copy("examples/check/three-failures", to: tree)
      let once = try await check("infra", ".gitlab-ci.yml", "--project", "acme/api", folder: tree)
      let twice = try await check(
        "./infra",
        "infra/.",
        ".//infra",
        ".gitlab-ci.yml",
        "--project",
        "acme/api",
        folder: tree
      )
      #expect(once.status == 1)
      #expect(twice.output == once.output)
      let inside = try await check("--project", "acme/api", "--source", "acme/other=infra", folder: tree)
      #expect(inside.output == (try await check("--project", "acme/api", folder: tree)).output)
      let foreign = scratch.url.appending(path: "foreign")
      try ExampleTree.copy("examples/check/three-failures/infra", to: foreign)
      let before = try scratch.read("foreign/main.tf")
      let fixed = try await check("--project", "acme/api", "--source", "acme/other=../foreign", "--fix", folder: tree)
      #expect(fixed.status == 1, "\(fixed.errors)")
      #expect(fixed.errors.contains("keyless: mended infra/main.tf"))
      #expect(fixed.errors.contains("`acme/other/main.tf` is another project's"))
      #expect(try scratch.read("foreign/main.tf") == before)
      for name in ["../x", "a/../../x", "/x", "infra"] {
        let wrong = try await check("--source", "\(name)=../foreign", folder: tree)
        #expect(wrong.status == 2, "\(name)")
      }
    }
  }

  @Test("a baseline replaces a baseline, and no other file")
  func baselineFile() async throws {
    try await Scratch.use { scratch in
      try ExampleTree.copy("examples/check/three-failures", to: scratch.url.appending(path: "tree"))
      let folder = scratch.url.appending(path: "tree")
      let before = try scratch.read("tree/infra/main.tf")
      for (file, status) in [("infra/main.tf", Int32(2)), ("debt.json", 0), ("debt.json", 0)] {
        let run = try await check("--write-baseline", "--baseline", file, folder: folder)
        #expect(run.status == status, "\(run.errors)")
      }
      #expect(try scratch.read("tree/infra/main.tf") == before)
      #expect(try await check("--write-baseline", "--fix", folder: folder).status == 2)
      // No line of what is refused is a line of its own in a log.
      try scratch.write(#"{"version": 1, "findings": [], "x\n::error::": 1}"#, to: "tree/forged.json")
      let forged = try await check("--baseline", "forged.json", folder: folder)
      #expect(forged.status == 2)
      #expect(forged.errors.contains("forged.json:1:"))
      #expect(!forged.errors.split(separator: "\n").contains { $0.hasPrefix("::") })
    }
  }

  @Test("a baseline takes the debt of today, and a comment with a reason one finding")
  func silence() async throws {
    try await Scratch.use { scratch in
      try ExampleTree.copy("examples/check/three-failures", to: scratch.url.appending(path: "tree"))
      let folder = scratch.url.appending(path: "tree")
      let written = try await check(
        "--project",
        "acme/api",
        "--write-baseline",
        "--baseline",
        "debt.json",
        folder: folder
      )
      #expect(written.status == 0, "\(written.errors)")
      let quiet = try await check("--project", "acme/api", "--baseline", "debt.json", folder: folder)
      #expect(quiet.status == 0, "\(quiet.output)")
      let main = try String(contentsOf: folder.appending(path: "infra/main.tf"), encoding: .utf8)
      let comment = "  # keyless: ignore hardcoded-profile because only people run this\n  profile"
      try main.replacing("  profile", with: comment)
        .write(to: folder.appending(path: "infra/main.tf"), atomically: true, encoding: .utf8)
      let json = try await check("--project", "acme/api", "--fail-on", "high", "--format", "text", folder: folder)
      #expect(json.status == 1)
      #expect(!json.output.contains("KL301"))
      #expect(json.output.contains("KL109"))
    }
  }

  @Test("keyless.yaml says severities, and whom a role is meant for")
  func configuration() async throws {
    try await Scratch.use { scratch in
      try ExampleTree.copy("examples/check/three-failures", to: scratch.url.appending(path: "tree"))
      let folder = scratch.url.appending(path: "tree")
      func write(_ text: String) throws {
        try text.write(to: folder.appending(path: "keyless.yaml"), atomically: true, encoding: .utf8)
      }
      try write("version: 1\ncheck:\n  severity: {hardcoded-profile: off, KL127: low}\n")
      let json = try await check("--project", "acme/api", "--format", "json", folder: folder)
      #expect(try findings(json) == ["KL109 high"])
      // Whom the owner wants is no finding, and whom nobody declares still is.
      func intent(_ project: String) -> String {
        """
        version: 1
        account: "123456789012"
        platform: gitlab
        roles:
          deploy:
            admits:
              - {project: "\(project)", branches: [main]}
        check:
          severity: {hardcoded-profile: off, wildcard-in-equals: off}

        """
      }
      try write(intent("acme/api*"))
      let meant = try await check("--project", "acme/api", "--format", "json", folder: folder)
      #expect(try findings(meant) == [], "\(meant.errors)")
      try write(intent("acme/api"))
      let unmeant = try await check("--project", "acme/api", "--format", "json", folder: folder)
      #expect(try findings(unmeant) == ["KL109 high"])
      try write("version: 1\ncheck:\n  severity: {no-such-rule: off}\n")
      let wrong = try await check("--project", "acme/api", folder: folder)
      #expect(wrong.status == 2)
      #expect(wrong.errors.contains("keyless.yaml:3:"))
    }
  }

  @Test("a hardcoded profile is taken away, and nothing else is touched")
  func fix() async throws {
    try await Scratch.use { scratch in
      try ExampleTree.copy("examples/check/three-failures", to: scratch.url.appending(path: "tree"))
      let folder = scratch.url.appending(path: "tree")
      let before = try String(contentsOf: folder.appending(path: "infra/main.tf"), encoding: .utf8)
      let run = try await check("--project", "acme/api", "--fix", folder: folder)
      #expect(run.status == 1)
      #expect(!run.output.contains("KL301"))
      let after = try String(contentsOf: folder.appending(path: "infra/main.tf"), encoding: .utf8)
      #expect(after == before.replacing("  profile = \"dev\"\n", with: ""))
    }
  }

  @Test("what cannot be read is named, and the check goes on")
  func badInput() async throws {
    try await Scratch.use { scratch in
      try scratch.write("resource \"aws_iam_role\" {\n  name = \n", to: "broken.tf")
      try scratch.write(String(repeating: "[", count: 10_000), to: "deep.tf")
      try scratch.write("x: &a [1]\nb: [*a, *a\n", to: ".gitlab-ci.yml")
      try FileManager.default.createSymbolicLink(
        at: scratch.url.appending(path: "loop.tf"),
        withDestinationURL: scratch.url.appending(path: "loop.tf")
      )
      #expect(unsafe mkfifo(scratch.url.appending(path: "pipe.tf").path, 0o600) == 0)
      try Data([0xFF, 0xFE, 0x00]).write(to: scratch.url.appending(path: "bytes.tf"))
      let policy = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}}]}
        """
      // A folder of that name is a user's own, and only Terraform's is left out.
      for folder in ["providers", ".terraform/providers/x"] {
        let url = scratch.url.appending(path: folder)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      }
      try scratch.write(policy, to: "providers/trust.json")
      try scratch.write(policy, to: ".terraform/providers/x/trust.json")
      let run = try await check(folder: scratch.url)
      #expect(run.status == 1, "\(run.output)\(run.errors)")
      #expect(run.output.contains("KL101"))
      #expect(run.output.contains("--> providers/trust.json"))
      #expect(!run.output.contains(".terraform/providers"))
      for file in ["broken.tf", "deep.tf", ".gitlab-ci.yml", "loop.tf", "pipe.tf", "bytes.tf"] {
        #expect(run.output.contains(file), "\(file) is not named")
      }
    }
  }

  @Test(
    "a path, a source and a format that are not there are usage errors",
    arguments: [
      ["no/such/folder"], ["--source", "acme/x=no/such/folder"], ["--format", "xml"], ["--fail-on", "terrible"],
      ["--baseline", "no-such-file.json", "examples/check/clean"],
    ]
  )
  func usage(arguments: [String]) async throws {
    let run = try await Binary.run(["check"] + arguments)
    #expect(run.status == 2)
    #expect(!run.errors.isEmpty)
  }

  /// The line that is quoted may be any that a key comes from, by any name.
  @Test(
    arguments: [
      ["m.tf": "variable \"v\" {\n  default = \"KEY\"\n}\nprovider \"aws\" {\n  secret_key = var.v\n}\n"],
      ["m.tf": "variable \"v\" {}\nprovider \"aws\" {\n  token = var.v\n}\n", "terraform.tfvars": "v = \"KEY\"\n"],
      ["m.tf": "locals {\n  l = { b = \"KEY\" }\n}\nprovider \"aws\" {\n  access_key = local.l.b\n}\n"],
      ["m.tf": "provider \"aws\" {\n  secret_key = \"${\"KEY\"}\"\n}\n"],
    ]
  )
  func `no format of a report shows a static key`(files: [String: String]) async throws {
    try await Scratch.use { scratch in
      let key = "c2VjcmV0LW9mLXRoaXMtdGVzdA"
      for (name, text) in files { try scratch.write(text.replacing("KEY", with: key), to: "tree/" + name) }
      for format in ["text", "json", "sarif", "codequality", "sast", "junit", "github", "markdown"] {
        let run = try await Binary.run(["check", "tree", "--format", format], folder: scratch.url)
        #expect(
          run.status == 1 && run.output.contains("static-keys-in-terraform"),
          "\(format): \(run.output)\(run.errors)"
        )
        #expect(!(run.output + run.errors).contains(key), "\(format): \(run.output)")
      }
    }
  }
}
