package import KeylessAWSHalf
package import KeylessCIHalf
package import KeylessFindings
package import KeylessHandshake
package import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessReach
package import KeylessSource
package import KeylessTerraform

/// Runs rules over two halves that are read.
package struct RuleRun {
  package struct Answer: Sendable {
    package var handshakes: [Handshake]
    package var findings: [Finding]
    /// What is not known, or broken, of the roles.
    package var problems: [Diagnostic]
  }

  private let rules: [Rule]
  private let issuers: KnownIssuers
  private let intents: [Intent]
  private let defaultBranch: String?

  package init(
    _ rules: [Rule] = Rule.all,
    issuers: KnownIssuers = KnownIssuers(),
    intents: [Intent] = [],
    defaultBranch: String? = nil
  ) {
    self.rules = rules
    self.issuers = issuers
    self.intents = intents
    self.defaultBranch = defaultBranch
  }

  package func answer(_ aws: AWSHalf, _ halves: CIHalves, terraform: TerraformProject? = nil) -> Answer {
    let ci = halves.half
    let checks = rules.flatMap(\.check.parts)
    let (questions, intents) = (TrustQuestions(issuers), intents)
    let roles = AllCores.map(aws.roles, with: Universes.init) { role, universes in
      RoleVerdict(JudgedRole(role, aws, questions, universes, intents), checks)
    }
    let handshakes = Matcher(aws: aws, ci: ci, issuers: issuers, defaultBranch: defaultBranch).all()
    let subjects = handshakes.map { handshake in
      // Two roots may have an address each.
      let judged = handshake.role.flatMap { role in
        roles.first { $0.role.address == role.address && $0.role.span == role.span }
      }
      return HandshakeSubject(
        handshake: handshake,
        answers: judged?.answers ?? [],
        half: aws,
        isToldDead: judged?.findings.contains { $0.contains { $0.effect == .dead } } ?? false
      )
    }
    let gitHub = GitHubSubject.all(halves.gitHub)
    let gitLab = GitLabSubject.all(halves.gitLab)
    let roots = terraform.map { TerraformSubject.all($0, aws, halves) } ?? []
    let providers = ProviderSubject.all(aws, ci.jobs, issuers)
    let findings = checks.indices.flatMap { place -> [Finding] in
      switch checks[place] {
      case .trust, .permissions: roles.flatMap { $0.findings[place] }
      case .handshake(let check): subjects.flatMap(check)
      case .github(let check): gitHub.flatMap(check)
      case .githubJobs(let check): check(gitHub)
      case .gitlab(let check): gitLab.flatMap(check)
      case .gitlabJobs(let check): check(gitLab)
      case .terraform(let check): roots.flatMap(check)
      case .provider(let check): providers.flatMap(check)
      // Its parts are checks of their own.
      case .both: []
      }
    }
    return Answer(handshakes: handshakes, findings: findings, problems: roles.flatMap(\.problems))
  }
}
