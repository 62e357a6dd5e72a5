import KeylessAWSHalf
import KeylessHandshake
import KeylessPolicy
import KeylessReach
import KeylessSource

extension TrustSubject {
  /// A role as a subject; nil where nothing can be said of its trust policy.
  ///
  /// Where the reach is beyond its bounds it has no answers, and says why.
  init?(
    _ role: AWSRole,
    providers: [AWSProvider],
    questions: TrustQuestions,
    universes: Universes
  ) throws {
    let document: PolicyDocument
    // What is surely admitted is an opening; what may be is not known to be one.
    let sure: PolicyDocument?
    var unknowns: [UnknownPlace] = []
    switch role.trust {
    case .exact(let exact): (document, sure) = (exact, nil)
    case .bounds(let least, let most, let places): (document, sure, unknowns) = (most, least, places)
    case .unknown, .broken: return nil
    }
    guard let search = try OpeningSearch(document, questions, universes) else { return nil }
    self.init(
      role: role,
      document: document,
      unknowns: unknowns,
      question: search.question,
      answers: search.answers,
      isReadOnly: ReadOnly.isReadOnly(role),
      providers: providers,
      openings: { try sure.map { try OpeningSearch($0, questions, universes)?.all() ?? [] } ?? search.all() },
      questions: search.questions,
      tooComplex: search.tooComplex,
      universes: universes
    )
  }
}
