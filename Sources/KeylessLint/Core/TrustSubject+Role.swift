import KeylessAWSHalf
import KeylessHandshake
import KeylessPolicy
import KeylessReach
import KeylessSource

extension TrustSubject {
  /// A role as a subject; nil where nothing can be said of its trust policy.
  ///
  /// Throws `TooComplex` where the reach is beyond its bounds.
  init?(
    _ role: AWSRole,
    providers: [AWSProvider],
    questions: TrustQuestions,
    universes: Universes
  ) throws {
    let document: PolicyDocument
    var unknowns: [UnknownPlace] = []
    switch role.trust {
    case .exact(let exact): document = exact
    case .bounds(_, let possible, let places): (document, unknowns) = (possible, places)
    case .unknown, .broken: return nil
    }
    let known = questions.knowing(document)
    guard let question = known.question(document) else { return nil }
    let answers = try question.answers(audiences: nil, owners: Owners(), universes: universes)
    let search = OpeningSearch(
      document: document,
      questions: known,
      question: question,
      answers: answers,
      universes: universes
    )
    self.init(
      role: role,
      document: document,
      unknowns: unknowns,
      question: question,
      answers: answers,
      isReadOnly: ReadOnly.isReadOnly(role),
      providers: providers,
      openings: try search.all(),
      questions: known,
      universes: universes
    )
  }
}
