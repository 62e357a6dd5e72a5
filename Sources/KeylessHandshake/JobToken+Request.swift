package import KeylessCIHalf
import KeylessPlatforms
import KeylessSource

extension JobToken {
  /// The token that a request uses: the one it names, the one that is written to its file, or the only one; nil where
  /// there is none, or where several can be meant.
  package static func used(by request: RoleRequest, of job: CIJob) -> JobToken? {
    if let variable = request.tokenVariable {
      if let named = job.tokens.first(where: { $0.variable == variable }) { return named }
    }
    if job.tokens.count < 2 { return job.tokens.first }
    let written = job.tokens.filter { token in token.deliveries.contains { isFile($0, request) } }
    if written.count == 1 { return written[0] }
    let delivered = job.tokens.filter { !$0.deliveries.isEmpty }
    return delivered.count == 1 ? delivered[0] : nil
  }

  private static func isFile(_ delivery: Delivery, _ request: RoleRequest) -> Bool {
    guard case .file(let file) = delivery else { return false }
    return request.tokenFile.map { $0.parts == file.parts || $0.text == nil || file.text == nil } ?? true
  }

  /// The audiences of the token that a request uses; nil when they are not known.
  static func audiences(_ job: CIJob, _ request: RoleRequest) -> [String]? {
    let texts = request.audience.map { [$0] } ?? used(by: request, of: job)?.audiences ?? []
    let known = texts.compactMap(\.text)
    return known.isEmpty || known.count < texts.count ? nil : known
  }

  /// What is wrong with the token before anybody in AWS looks at it.
  static func problems(_ job: CIJob, _ request: RoleRequest) -> [HandshakeProblem] {
    if job.tokens.isEmpty { return [missing(job, request)] }
    guard request.way == .environment || request.way == .profile else { return [] }
    // Which of several tokens it is makes no difference here when none of them is handed on.
    guard job.tokens.allSatisfy(\.deliveries.isEmpty) else { return astray(job, request).map { [$0] } ?? [] }
    let span = used(by: request, of: job)?.span ?? job.tokens[0].span
    // An action of somebody else's may write the file.
    if job.platform == "github" {
      return [
        HandshakeProblem(.tokenUnknown, "what writes the token to its file is not known", at: request.span)
      ]
    }
    if let unknown = job.unknowns.first ?? job.tokenDoubt {
      return [
        HandshakeProblem(
          .tokenUnknown,
          "whether the job writes the token to a file is not known: \(unknown.value)",
          at: span,
          other: unknown.span
        )
      ]
    }
    return [
      HandshakeProblem(
        .notDelivered,
        "nothing of the job writes the token to the file that the SDK reads",
        at: span,
        other: request.span,
        help: "write it to the file of `AWS_WEB_IDENTITY_TOKEN_FILE` before the first command that uses AWS"
      )
    ]
  }

  /// The token is written to files, and the one that the SDK reads is surely none of them.
  private static func astray(_ job: CIJob, _ request: RoleRequest) -> HandshakeProblem? {
    guard job.platform == "gitlab", request.tokenVariable == nil, let read = request.tokenFile else { return nil }
    var written: [CIText] = []
    for delivery in used(by: request, of: job)?.deliveries ?? [] {
      guard case .file(let file) = delivery, areApart(file, read) else { return nil }
      written.append(file)
    }
    guard let file = written.first else { return nil }
    let unknown = job.unknowns.first ?? job.tokenDoubt
    let reason = unknown.map { ", and whether anything writes it there is not known: \($0.value)" } ?? ""
    return HandshakeProblem(
      unknown == nil ? .notDelivered : .tokenUnknown,
      "the job writes the token to `\(TerminalText.escaping(file.source))`, and the SDK reads `\(TerminalText.escaping(read.source))`\(reason)",
      at: file.span,
      other: read.span,
      help: "write it to the file of `AWS_WEB_IDENTITY_TOKEN_FILE` before the first command that uses AWS"
    )
  }

  /// Whether two files are surely not the same: both are named from the root, or from the same folder of the runner's.
  private static func areApart(_ left: CIText, _ right: CIText) -> Bool {
    guard left.unknowns.isEmpty, right.unknowns.isEmpty, left.parts != right.parts else { return false }
    // `//`, `.` and `..` name the same file in other words.
    let isPlain = [left, right].allSatisfy { text in
      text.parts.allSatisfy { part in
        if case .literal(let text) = part { !text.contains("//") && !text.contains("/.") } else { true }
      }
    }
    switch (left.parts.first, right.parts.first) {
    case (.literal(let left)?, .literal(let right)?): return isPlain && left.hasPrefix("/") && right.hasPrefix("/")
    case (.predefined(let left)?, .predefined(let right)?): return isPlain && left == right
    default: return false
    }
  }

  private static func missing(_ job: CIJob, _ request: RoleRequest) -> HandshakeProblem {
    if job.platform == "github" {
      return HandshakeProblem(
        .noToken,
        "the job asks for a role and may not ask for a token",
        at: request.span,
        help: "give the job `permissions: id-token: write`"
      )
    }
    if let unknown = job.unknowns.first {
      return HandshakeProblem(
        .tokenUnknown,
        "whether the job gets a token is not known: \(unknown.value)",
        at: request.span,
        other: unknown.span
      )
    }
    if request.way == .environment, request.tokenFile == nil {
      return HandshakeProblem(
        .tokenUnknown,
        "the job names a role and no token file, so that the SDK asks for the role only if something else gives it a token",
        at: request.span,
        help: "declare a token under `id_tokens`, and set `AWS_WEB_IDENTITY_TOKEN_FILE`"
      )
    }
    // A runner can bring a file of its own, as a pod of EKS does.
    if let file = request.tokenFile, case .literal(let start)? = file.parts.first, start.hasPrefix("/var/run/secrets/")
    {
      return HandshakeProblem(.tokenUnknown, "the token file is the runner's own", at: file.span, other: request.span)
    }
    return HandshakeProblem(
      .noToken,
      "the job asks for a role and gets no token",
      at: request.span,
      help: "declare the token under `id_tokens`"
    )
  }
}
