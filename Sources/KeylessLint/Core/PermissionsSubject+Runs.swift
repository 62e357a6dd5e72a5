import KeylessAWSHalf
import KeylessHandshake
import KeylessPlatforms
import KeylessPolicy
import KeylessReach

extension PermissionsSubject {
  /// Whether some pipeline surely gets in.
  package var isReached: Bool { answers.areOpen }

  /// Whether somebody gets in whatever the unknown parts of the trust policy are.
  var isSurelyReached: Bool {
    guard case .bounds(let sure, _, _) = role.trust else { return isReached }
    let question = trust?.questions.question(sure)
    let answers = try? question?.answers(audiences: nil, owners: Owners(), universes: Universes())
    return answers?.areOpen ?? false
  }

  /// The least reviewed runs that get in, if nobody has to agree to them.
  package var unreviewed: UnreviewedRuns? { UnreviewedRuns(self) }
}

/// Runs of code that nobody has agreed to.
///
/// `ReachAnswer.opensToRequests` says more than this: a branch that is pinned can be the source of a merge request, and a
/// job with an environment can belong to a pull request, but neither is anybody's by that.
package struct UnreviewedRuns: Sendable {
  /// Who, as the subject of a sentence: `a pull request`.
  package let words: String
  package let witness: String?

  package init?(_ subject: PermissionsSubject) {
    for (kind, words) in [(PeopleClass.stranger, "a stranger"), (.colleague, "every project of the owner")]
    where subject.answers.admit(kind) {
      self.words = words
      witness = subject.answers.lazy.flatMap(\.witnesses).first { $0.kind == kind }.map(WitnessWords.words)
      return
    }
    guard let trust = subject.trust else { return nil }
    for answer in subject.answers where answer.extent != .empty {
      for probe in RunProbe.unreviewed(answer.universe.platform.id) {
        guard let worth = trust.worthOfOpen(probe.narrowing(trust, answer.universe.prefix)) else { continue }
        self.words = probe.words
        witness = worth.widestWitness
        return
      }
      // How a request shows in the subject is known of two platforms.
      if RunProbe.unreviewed(answer.universe.platform.id).isEmpty, answer.opensToRequests {
        self.words = "a pull request"
        witness = [answer].widestWitness
        return
      }
    }
    return nil
  }
}

/// A kind of run, told by its subject.
struct RunProbe {
  let words: String
  private let pattern: String
  /// What the pattern reaches besides.
  private var others: String?

  /// A branch that no policy has in mind.
  private static let branch = "keyless-any-branch"

  static let pullRequest = RunProbe(
    words: "a pull request",
    pattern: "repo:*:pull_request",
    others: "repo:*:environment:*"
  )

  static func unreviewed(_ platform: PlatformID) -> [RunProbe] {
    switch platform {
    case "github":
      [pullRequest, RunProbe(words: "any branch", pattern: "repo:*:ref:refs/heads/\(branch)")]
    case "gitlab":
      [RunProbe(words: "any branch", pattern: "project_path:*:ref_type:branch:ref:\(branch)")]
    default: []
    }
  }

  static func environments(_ platform: PlatformID) -> RunProbe? {
    platform == "github" ? RunProbe(words: "an environment", pattern: "repo:*:environment:*") : nil
  }

  /// The statements of the policy, for these runs only.
  func narrowing(_ subject: TrustSubject, _ prefix: String) -> [Statement] {
    subject.admitting.compactMap { narrowed($0, prefix) }
  }

  func narrowed(_ statement: Statement, _ prefix: String) -> Statement? {
    func clause(_ comparison: ConditionOperator, _ text: String) -> ConditionClause? {
      .made(comparison, prefix + ":sub", [text], at: statement.span)
    }
    guard let only = clause(.stringLike, pattern) else { return nil }
    let without = others.flatMap { clause(.stringNotLike, $0) }
    return statement.asking(statement.conditions + [only] + [without].compactMap(\.self))
  }
}
