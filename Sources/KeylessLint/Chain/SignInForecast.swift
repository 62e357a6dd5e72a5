import KeylessAWSHalf
import KeylessCIHalf
import KeylessChain
import KeylessFindings
import KeylessSource

/// What the tools that are pinned make of a sign-in, in every job that runs its root, or in one of which nothing is known.
struct SignInForecast {
  /// In one chain, on one machine.
  private struct Effect: Hashable {
    var bare: ChainOutcome
    /// On a runner that has a profile of the name; nil where that is no difference.
    var having: ChainOutcome?
    /// On a runner with an instance role, likewise.
    var answering: ChainOutcome?

    var outcomes: [ChainOutcome] { [bare, having, answering].compactMap(\.self) }
  }

  /// One answer, with where to say it.
  private struct Part {
    let span: SourceSpan
    let versions: String
    let effect: Effect
    let isKnown: Bool
    /// What a runner may have, as in "such a profile".
    let wanted: String
  }

  private var parts: [Part] = []
  private var isWhole = true
  /// Whether a job is known that runs it.
  let isRun: Bool
  /// Whether every job that runs the root unsets the profile, by giving its variable nothing.
  private(set) var isUnset = false

  /// `profile` is the one that decides, unless a job gives `variable`, whose default it is, something else; `files` are those
  /// that stand in the place of the usual ones.
  init(
    _ signIn: AWSSignIn,
    _ subject: TerraformSubject,
    profile: String?,
    variable: String? = nil,
    credentials: String? = nil
  ) {
    let runs = subject.runs.all.filter { $0.questions.contains(signIn.kind == .backend ? .backend : .providers) }
    isRun = !runs.isEmpty
    isWhole = subject.runs.isWhole && !runs.isEmpty && runs.allSatisfy(\.isWhole)
    isUnset =
      isWhole
      && runs.allSatisfy { run in
        variable.flatMap(run.machine.given).map { $0 == .value("", nil) } ?? false
      }
    let whole = signIn.toolArguments
    let wanted = profile != nil ? "such a profile" : credentials != nil ? "such a file" : "a default profile"
    var chains: [Bool: PinnedChains] = [:]
    func add(_ machine: JobMachine, isOpenTofu: Bool, at span: SourceSpan?) {
      let pinned = chains[isOpenTofu] ?? PinnedChains(signIn.kind, subject.root, isOpenTofu: isOpenTofu)
      chains[isOpenTofu] = pinned
      var (arguments, profile) = (whole, profile)
      if let given = variable.flatMap(machine.given) {
        arguments.values["profile"] = given
        profile = if case .value(let name, _) = given, !name.isEmpty { name } else { nil }
      }
      let isWritten = profile.flatMap { machine.writes(profile: $0) } == true
      let groups = pinned.grouped { chain in
        Self.effect(chain, arguments, machine, isWritten ? nil : profile ?? "default", credentials)
      }
      for group in groups {
        let place = span ?? pinned.place ?? signIn.head
        parts.append(
          Part(
            span: place,
            versions: group.versions,
            effect: group.value,
            isKnown: span != nil,
            wanted: wanted
          )
        )
      }
    }
    for run in runs {
      add(run.machine, isOpenTofu: run.isOpenTofu, at: run.command.span)
    }
    if runs.isEmpty { add(JobMachine(), isOpenTofu: false, at: nil) }
  }

  private static func effect(
    _ chain: any CredentialChain,
    _ arguments: ToolArguments,
    _ machine: JobMachine,
    _ profile: String?,
    _ credentials: String?
  ) -> Effect {
    let outcome = { (machine: JobMachine) in
      ChainOutcome(chain.resolution(Situation(machine.machine, arguments)))
    }
    let isClosed = machine.instanceMetadata == .value(false, nil)
    var effect = Effect(bare: outcome(machine.answering(false)))
    if let profile {
      let having = outcome(machine.having(profile: profile, in: credentials).answering(false))
      if having != effect.bare { effect.having = having }
    }
    if !isClosed {
      let answering = outcome(machine.answering(true))
      if answering != effect.bare { effect.answering = answering }
    }
    return effect
  }

  /// Whether every job that runs the root signs in by its own token, whatever the runner has.
  var isOwnIdentity: Bool {
    isWhole && !parts.isEmpty
      && parts.allSatisfy { part in
        part.effect.outcomes.allSatisfy { if case .token = $0 { true } else { false } }
      }
  }

  /// Where a job writes a profile of its own whose credentials are taken, and are not its token's.
  var written: SourceSpan? {
    parts.first { part in
      guard part.isKnown, case .other(let kind) = part.effect.bare else { return false }
      return ![.arguments, .environment, .container, .instanceMetadata].contains(kind)
    }?.span
  }

  /// What happens, at the command that does it or where the versions are pinned.
  var labels: [Diagnostic.Label] { labels { _ in true } }

  /// Only what goes wrong before anybody is asked.
  var failures: [Diagnostic.Label] { labels { if case .fails = $0.bare { true } else { false } } }

  private func labels(_ isSaid: (Effect) -> Bool) -> [Diagnostic.Label] {
    var (labels, said): ([Diagnostic.Label], Set<String>) = ([], [])
    for part in parts where isSaid(part.effect) {
      let text = Self.words(part)
      guard said.insert(text).inserted, labels.count < Self.most else { continue }
      labels.append(.init(part.span, text))
    }
    return labels
  }

  private static let most = 4

  private static func words(_ part: Part) -> String {
    let effect = part.effect
    var words = "\(part.versions) \(effect.bare.words)"
    // Of a job that nobody knows it is only supposed that it has them.
    if !part.isKnown, effect.outcomes.contains(.token(.webIdentity)) {
      words = "beside `AWS_WEB_IDENTITY_TOKEN_FILE` \(words)"
    }
    if let having = effect.having { words += "; on a runner that has \(part.wanted) it \(having.silentWords)" }
    if let answering = effect.answering { words += "; on one with an instance role it \(answering.silentWords)" }
    return words
  }
}
