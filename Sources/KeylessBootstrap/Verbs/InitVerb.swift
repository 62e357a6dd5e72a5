import KeylessIntent
import KeylessSource
package import KeylessSystem

/// `keyless init`: begins a `keyless.yaml` from what is known of the project.
///
/// A flag counts first, then a token's claims, the variables of the job it runs in, the git remote, and then it asks.
package struct InitVerb: Sendable {
  package enum Preset: String, CaseIterable, Sendable {
    /// Apply from the default branch, plan from everywhere, and with a bucket a reader of the state.
    case planApply = "plan-apply"
    /// Tags only, one KMS key.
    case releaseSigner = "release-signer"
  }

  package var flags = ProjectFacts()
  package var account: String?
  package var region: String?
  package var claimsFile: String?
  package var preset = Preset.planApply
  package var stateBucket: String?
  package var kmsKey: String?
  /// The file to write.
  package var path = "keyless.yaml"
  package var force = false

  package init() {}

  /// 0, or 1 when the intent rests on names alone; throws `BootstrapError` when it cannot be written.
  package func run(_ system: System) async throws -> Int32 {
    if !force, try system.files.read(path, 1 << 20) != nil {
      throw BootstrapError(
        .refused,
        "`\(path)` is there already, and was left as it is; write another with --output, or it with --force"
      )
    }
    let facts = try facts(system)
    let platform = try platform(facts, system)
    let project = try answer(
      facts.project,
      "Which project (\(platform == .gitlab ? "group/project" : "owner/repository"))? ",
      "--project",
      system
    )
    guard project.utf8.contains(UInt8(ascii: "/")) else {
      throw BootstrapError(
        .usage,
        "`\(TerminalText.escaping(project))` is no project: write \(platform == .gitlab ? "group/project" : "owner/repository")"
      )
    }
    let account = try answer(account, "Which AWS account (12 digits)? ", "--account", system)
    var known = facts
    if known.projectID == nil { known.projectID = ask("The project's id (empty: go by its name)? ", system) }
    if known.ownerID == nil {
      known.ownerID = ask(
        "The id of its \(platform == .gitlab ? "namespace" : "owner") (empty: go by its name)? ",
        system
      )
    }
    let draft = IntentDraft(
      account: account,
      region: region,
      platform: platform,
      facts: known,
      project: project,
      preset: preset,
      stateBucket: stateBucket,
      kmsKey: kmsKey
    )
    try check(draft.text)
    try TreeFolder.make(system.files.folder(of: path), system)
    if force { try system.files.removeFile(path) }
    try system.files.createShared(path, Array(draft.text.utf8), false)
    system.printOutput("wrote \(path) for \(project) on \(platform.rawValue)\n")
    guard !draft.hasIDs else {
      system.printOutput(
        "next: say in it what the roles may do, then `keyless bootstrap`, `keyless component`, `keyless rehearse`\n"
      )
      return 0
    }
    system.printError(draft.isMapped ? Self.warning(platform, project) : Self.unmapped(platform, project))
    return 1
  }

  /// Of an issuer of one's own no id can be asked for beside the subject.
  private static func unmapped(_ platform: IntentPlatform, _ project: String) -> String {
    let more =
      platform == .gitlab
      ? "\n  put `project_id` into the subject (`ci_id_token_sub_claim_components`), say so with `subject:` in the intent, and no name counts"
      : ""
    return """
      warning: the intent names \(project) by its name alone, because AWS reads only `sub` and `aud` of this issuer's tokens
        whoever gets that name after a rename, a transfer or a deletion becomes your roles\(more)

      """
  }

  private static func warning(_ platform: IntentPlatform, _ project: String) -> String {
    let ids = platform == .gitlab ? "--project-id and --namespace-id" : "--repo-id and --owner-id"
    let place =
      platform == .gitlab
      ? "they stand in Settings > General of the project and of its group"
      : "`gh api repos/\(project) --jq .id` and `gh api repos/\(project) --jq .owner.id` print them"
    let more =
      platform == .github
      ? "\n  a repository made, renamed or transferred after 2026-07-15 has its ids in the subject: keep `subject-layout: both`, because\n  a role that names the classic subject alone would never open for it"
      : ""
    return """
      warning: the intent names \(project) by its name alone
        whoever gets that name after a rename, a transfer or a deletion becomes your roles; with the ids nobody does
        run it again with \(ids): \(place)\(more)

      """
  }

  private func facts(_ system: System) throws -> ProjectFacts {
    var facts = flags
    if let claimsFile {
      guard let bytes = try system.files.read(claimsFile, 1 << 16) else {
        throw BootstrapError(.usage, "there is no file `\(claimsFile)` to read claims from")
      }
      let json: JSON
      do { json = try JSONParser.parse(bytes).plain } catch {
        throw BootstrapError(
          .usage,
          "`\(claimsFile)` is no JSON object of claims: \(error); `keyless token inspect` shows what a token says"
        )
      }
      facts = facts.completed(by: .claims(json))
    }
    facts = facts.completed(by: .job(system.environment))
    let beside = system.files.folder(of: path)
    if let config = try? system.files.read(beside + "/.git/config", 1 << 18) {
      facts = facts.completed(by: GitRemote.facts(String(decoding: config, as: UTF8.self)))
    }
    return facts
  }

  private func platform(_ facts: ProjectFacts, _ system: System) throws -> IntentPlatform {
    let name = try answer(facts.platform, "Which platform (gitlab or github)? ", "--platform", system)
    guard let platform = IntentPlatform(rawValue: name) else {
      throw BootstrapError(
        .usage,
        "keyless can begin an intent for gitlab and github, and `\(TerminalText.escaping(name))` is neither"
      )
    }
    return platform
  }

  private func answer(_ known: String?, _ question: String, _ flag: String, _ system: System) throws -> String {
    if let known { return known }
    if let said = ask(question, system) { return said }
    throw BootstrapError(.usage, "the intent needs \(flag): neither the job, the claims nor the git remote say it")
  }

  /// Nil for no answer.
  private func ask(_ question: String, _ system: System) -> String? {
    system.ask(question).flatMap { answer in
      let text = answer.drop { $0 == " " || $0 == "\t" }
      return text.isEmpty ? nil : String(text)
    }
  }

  /// What is written can be read: a name that the platform or AWS would refuse stops here, with its place in the draft.
  private func check(_ text: String) throws {
    let bytes = Array(text.utf8)
    let (intent, diagnostics) = Intent.read(bytes, file: path)
    guard intent == nil else { return }
    throw BootstrapError(.usage, TextRenderer(SourceFiles(path, bytes)).render(diagnostics))
  }
}
