import KeylessCIHalf
import KeylessFindings
import KeylessSource

/// A dotenv report is an artifact, and every later job gets what it holds.
enum CredentialsInDotenvRule {
  static let rule = Rule(description, .gitlab(findings))

  private static let description = RuleDescription(
    "KL512",
    "credentials-in-dotenv",
    "credentials handed to later jobs through a `dotenv` report",
    .high,
    .open
  )

  private static func findings(_ subject: GitLabSubject) -> [Finding] {
    let job = subject.job
    guard !job.dotenv.isEmpty, !job.tokens.isEmpty || job.variants.contains(where: { !$0.job.requests.isEmpty }) else {
      return []
    }
    var found: [Finding] = []
    for report in job.dotenv where subject.isFirst({ $0.dotenv.contains { $0.span == report.span } }) {
      let write = job.steps.first { step in
        guard case .file(let value, _) = step.output, let path = GitLabPaths.path(value, in: step.folder),
          GitLabPaths.covers(report.value, path)
        else { return false }
        return holdsCredentials(step, report.value, job)
      }
      guard let write else { continue }
      found.append(
        Finding(
          description,
          subject.severity(.high),
          .open,
          "`\(report.value)` hands credentials to every later job, and to whoever may read artifacts",
          at: .init(report.span, "kept as an artifact"),
          related: [.init(write.span, "writes them there")],
          witness: "anybody who can read the pipeline's artifacts while the session lasts",
          help: "let each job that needs AWS have `id_tokens` of its own, and drop the report",
          subject: subject.address,
          cause: "dotenv \(report.value)"
        )
      )
    }
    return found
  }

  private static let secrets = ["AWS_ACCESS_KEY", "AWS_SECRET", "AWS_SESSION_TOKEN", "SecretAccessKey", "SessionToken"]

  private static func holdsCredentials(_ step: ShellStep, _ file: String, _ job: GitLabJob) -> Bool {
    let words =
      step.command.words.map(\.source).joined(separator: " ") + (step.command.redirections.first?.target.source ?? "")
    if secrets.contains(where: words.contains) { return true }
    if job.tokens.contains(where: { GitLabRequests.holds($0.name.value, step) }) { return true }
    switch step.tool {
    case "echo", "cat":
      return step.text?.text == nil && step.text != nil
        && secrets.contains { step.command.redirections.map(\.target.source).joined().contains($0) }
    case "printf": return false
    case "env", "printenv": return step.arguments.isEmpty
    case "aws": return words.contains("sts") || words.contains("export-credentials")
    default:
      // What another program prints is not known; its name and the file's say what is meant.
      let hints = (words + " " + file).lowercased()
      return ["aws", "token", "cred", "secret", "session", "assume"].contains { hints.contains($0) }
    }
  }
}
