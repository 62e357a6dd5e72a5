import KeylessFindings
import KeylessSource

/// One repository with both halves, and what is wrong with it.
enum Example {
  static let bare = RuleDescription("KL104", "sub-bare-wildcard", "the subject is a wildcard", .critical, .open)
  static let owner = RuleDescription("KL105", "sub-wildcard-owner", "the subject trusts every owner", .critical, .open)
  static let loose = RuleDescription("KL139", "sub-any-ref", "the subject admits every ref", .low, .open)
  static let profile = RuleDescription("KL301", "hardcoded-profile", "a provider names a profile", .high, .dead)
  static let noToken = RuleDescription(
    "KL501",
    "missing-id-tokens",
    "a job asks for no token",
    .medium,
    .dead,
    .unknown
  )
  static let quiet = RuleDescription("KL601", "missing-permission", "a job may not ask for a token", .high, .dead)
  static let rules = [bare, owner, loose, profile, noToken, quiet]

  static let role = """
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Condition = {
            StringLike = { "gitlab.com:sub" = "*" } # größer
          }
        }]
      })
    }

    provider "aws" {
      profile = "acme" # keyless: ignore hardcoded-profile because only for people
    }

    """
  static let pipeline = """
    deploy:
      script: [terraform apply]

    """

  static func tree(_ more: [String: String] = [:]) -> SourceFiles {
    var files = SourceFiles()
    for (path, text) in ["infra/role.tf": role, ".gitlab-ci.yml": pipeline].merging(more, uniquingKeysWith: { $1 }) {
      files[path] = Array(text.utf8)
    }
    return files
  }

  /// The place of the first such text.
  static func span(_ text: String, in file: String, _ files: SourceFiles) -> SourceSpan {
    let (bytes, wanted) = (files[file] ?? [], Array(text.utf8))
    for start in 0..<max(1, bytes.count - wanted.count + 1) where bytes[start...].starts(with: wanted) {
      return SourceSpan(file: file, range: start..<start + wanted.count)
    }
    return SourceSpan(file: file, range: 0..<0)
  }

  static func findings(_ files: SourceFiles) -> [Finding] {
    let star = span(#""*""#, in: "infra/role.tf", files)
    let job = span("deploy", in: ".gitlab-ci.yml", files)
    let profile = span("profile = \"acme\"", in: "infra/role.tf", files)
    return [
      Finding(
        profile: profile
      ),
      Finding(
        bare,
        nil,
        nil,
        "subject pattern `*` trusts everybody on gitlab.com",
        at: .init(star, "every project can mint this"),
        related: [.init(job, "the job that asks for the role")],
        witness: "a push to branch `x` of `evil/repo` (GitLab)",
        help: "name the project and the ref, as in `project_path:acme/api:ref_type:branch:ref:main`",
        subject: "aws_iam_role.deploy",
        cause: "StringLike gitlab.com:sub *",
        fix: [TextEdit(star, #""project_path:acme/api:*""#)]
      ),
      Finding(
        owner,
        .high,
        nil,
        "subject pattern `*` trusts every owner",
        at: .init(star),
        subject: "aws_iam_role.deploy",
        cause: "StringLike gitlab.com:sub *"
      ),
      Finding(
        noToken,
        nil,
        .dead,
        "job `deploy` asks for no token",
        at: .init(job, "no `id_tokens`"),
        help: "add `id_tokens`",
        subject: ".gitlab-ci.yml: deploy",
        cause: "no id_tokens"
      ),
      Finding(
        loose,
        nil,
        nil,
        "every ref of `acme/api` gets in",
        at: .init(span("Statement", in: "infra/role.tf", files)),
        subject: "aws_iam_role.deploy",
        cause: "any ref"
      ),
    ]
  }

  static func set(_ files: SourceFiles, _ configuration: CheckConfiguration = .init()) -> FindingSet {
    FindingSet(findings(files), configuration: configuration) { $0.number == "KL104" ? 1 : 0 }
  }

  static let tool = ReportTool(
    version: "1.2.3",
    home: "https://example.com/keyless",
    pages: "https://example.com/keyless/docs/rules/"
  )

  static func report() -> Report {
    let files = tree()
    var set = set(files)
    set.silence(byCommentsIn: files, paths: ["infra/role.tf", ".gitlab-ci.yml"], rules: rules)
    return Report(
      set,
      files: files,
      tool: tool,
      rules: rules,
      handshakes: [
        ReportRow(
          job: ".gitlab-ci.yml: deploy",
          role: "aws_iam_role.deploy",
          verdict: .refused,
          why: "the job gets no token"
        ),
        ReportRow(job: ".gitlab-ci.yml: plan", role: "aws_iam_role.plan", verdict: .opens),
      ],
      problems: [
        Diagnostic(
          "unreadable-file",
          .warning,
          "`infra/big.tf` is larger than 16 MB and was not read",
          at: .init(SourceSpan(file: "infra/big.tf", range: 0..<0))
        )
      ]
    )
  }
}

extension Finding {
  /// The finding that a comment of the example silences.
  fileprivate init(profile span: SourceSpan) {
    self.init(
      Example.profile,
      nil,
      nil,
      "provider `aws` names the profile `acme`",
      at: .init(span, "a runner has none"),
      subject: "provider.aws",
      cause: "profile acme"
    )
  }
}

/// Every format there is, text with colours too.
enum Format: String, CaseIterable {
  case text, coloured, json, sarif, codequality, sast, junit, github, markdown

  static let ofJSON: [Format] = [.json, .sarif, .codequality, .sast]

  func render(_ report: Report) -> String {
    let terms = ReportFormat.Terms(
      isColoured: self == .coloured,
      start: "2026-11-22T10:00:00",
      end: "2026-11-22T10:00:01"
    )
    return (ReportFormat(rawValue: rawValue) ?? .text).render(report, terms)
  }
}
