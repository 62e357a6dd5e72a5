import KeylessFindings
import KeylessHandshake
import KeylessPolicy
import KeylessReach
import KeylessSource

/// Finds the openings of a trust policy, statement by statement.
///
/// What a single value is worth is asked only where the whole statement lets in too many: a policy may have fifty.
struct OpeningSearch {
  let document: PolicyDocument
  let questions: TrustQuestions
  let question: TrustQuestion
  /// What is known of the whole policy already.
  let answers: [ReachAnswer]
  let universes: Universes
  /// Why nothing is known of the whole policy, if nothing is.
  let tooComplex: TooComplex?

  /// Throws what `TrustQuestion` throws.
  init?(_ document: PolicyDocument, _ questions: TrustQuestions, _ universes: Universes) throws {
    let known = questions.knowing(document)
    guard let question = known.question(document) else { return nil }
    self.document = document
    self.questions = known
    self.question = question
    self.universes = universes
    do {
      answers = try question.answers(audiences: nil, owners: Owners(), universes: universes)
      tooComplex = nil
    } catch let error as TooComplex {
      // Its values can still be looked at one by one.
      answers = []
      tooComplex = error
    }
  }

  func all() throws -> [Opening] {
    var out: [Opening] = []
    let isAlone = document.statements.count { $0.effect.value == .allow } == 1
    for (index, statement) in document.statements.enumerated()
    where statement.effect.value == .allow && TrustQuestion.isExchange(statement) {
      if isSpelledOut(statement) { continue }
      var found: [Opening] = []
      do {
        let isKnown = isAlone && tooComplex == nil
        let reaches = isKnown ? try StatementReach.all(question, answers) : try reaches(statement)
        for reach in reaches where reach.people != nil { found += try openings(statement, index, reach) }
        if reaches.isEmpty { found += try unjudged(statement, index) }
      } catch is TooComplex {
        found = try valueByValue(statement, index)
      }
      for opening in found { Self.add(opening, to: &out) }
    }
    return try out + together(beyond: out)
  }

  /// Of one text by two issuers the worse is told.
  private static func add(_ opening: Opening, to out: inout [Opening]) {
    guard
      let place = out.firstIndex(where: { other in
        other.number == opening.number && other.span == opening.span && other.shape == opening.shape
      })
    else { return out.append(opening) }
    if out[place].severity < opening.severity { out[place] = opening }
  }

  /// Who gets in by these statements beside every `Deny`.
  func reaches(_ statement: Statement, _ more: Statement? = nil) throws -> [StatementReach] {
    let denying = document.statements.filter { $0.effect.value == .deny } + (more.map { [$0] } ?? [])
    return try StatementReach.all([statement] + denying, of: document, questions: questions, universes)
  }

  /// The same for one issuer; nil where nobody gets in.
  func reach(_ statement: Statement, like other: StatementReach) throws -> StatementReach? {
    try reaches(statement).first { $0.answer.universe.issuer == other.answer.universe.issuer && $0.people != nil }
  }

  /// A value that is beyond the bounds by itself is judged together with the others.
  private func valued(_ statement: Statement, like other: StatementReach) throws -> StatementReach? {
    do { return try reach(statement, like: other) } catch is TooComplex { return nil }
  }

  /// The set alone, to be compared: of the default subjects where anybody has one.
  func set(_ statement: Statement, like other: StatementReach) throws -> TrustReach {
    let whole = document
    var document = document
    document.statements = [statement] + document.statements.filter { $0.effect.value == .deny }
    var universe = other.answer.universe
    if !universe.customForms.isEmpty, other.parts.contains(where: { $0.form.subjectTemplate == nil }) {
      universe = try universes.universe(
        platform: universe.platform,
        issuer: universe.issuer,
        audiences: nil,
        policies: [whole]
      )
    }
    return try TrustReach(CompiledPolicy(document), provider: other.provider, in: universe)
  }

  private func openings(_ statement: Statement, _ number: Int, _ reach: StatementReach) throws -> [Opening] {
    guard let people = reach.people else { return [] }
    // One of a kind is enough; of fifty values each costs as much as the whole.
    var told: Set<Opening.Shape> = []
    func opening(
      _ shape: Opening.Shape,
      _ clause: ConditionClause? = nil,
      _ value: Located<ConditionValue>? = nil,
      _ reach: StatementReach,
      _ severity: FindingSeverity? = nil,
      asked: Statement? = nil
    ) -> Opening {
      let people = reach.people ?? people
      return Opening(
        shape: shape,
        people: people,
        severity: severity ?? Self.severity(shape, people, reach, clause),
        statement: statement,
        number: number,
        clause: clause,
        value: value,
        witness: told.insert(shape).inserted
          ? TellingWitness(search: self, statement: asked ?? statement, reach: reach).witness(
            people,
            shape,
            value?.value
          )
          : reach.witness(people)
      )
    }
    var vacuous = try vacuous(statement, number, reach)
    let keys = StatementKeys(statement, reach)
    if !statement.conditions.isEmpty, isForAnyAudience(reach) {
      let beside = keys.audience ?? keys.tenant.first ?? keys.others.first ?? statement.conditions.first
      vacuous.append(opening(.noAudience, beside, nil, reach, people == .stranger ? .critical : .medium))
    }
    guard let shape = FreeParts(reach: reach, text: nil).shape else { return vacuous }
    if statement.conditions.isEmpty { return [opening(.noCondition, nil, nil, reach)] }
    guard let clause = keys.tenant.first else {
      // Nothing tests whose pipeline it is.
      if vacuous.contains(where: \.letsInOthers) { return vacuous }
      if let negated = keys.negatedTenant.first { return vacuous + [opening(.negatedTenant, negated, nil, reach)] }
      if let claim = keys.others.first { return vacuous + [opening(.claimWithoutTenant, claim, nil, reach)] }
      return vacuous + [opening(.noSubject, keys.audience, nil, reach)]
    }
    // A test that could be missed is the mistake, and not what it would admit.
    if clause.test.value.qualifier != .plain, vacuous.contains(where: { $0.letsInOthers && $0.span == clause.key.span })
    {
      return vacuous
    }
    let isSubject = clause.key.value == keys.subject
    func text(_ value: ConditionValue) -> SubjectText? { isSubject ? SubjectText(value) : nil }
    var found: [Opening] = []
    for value in clause.values {
      if isSubject, Self.isSpelledOut(value.value) { continue }
      guard clause.values.count > 1 else {
        if let shape = FreeParts(reach: reach, text: text(value.value)).shape {
          found.append(opening(shape, clause, value, reach))
        }
        continue
      }
      let one = keys.replacing(clause, by: value)
      guard let alone = try valued(one, like: reach) else { continue }
      if let shape = FreeParts(reach: alone, text: text(value.value)).shape {
        found.append(opening(shape, clause, value, alone, asked: one))
      }
    }
    // None of the values alone, but all together or beside another test.
    if found.isEmpty, people != .contributor { found = [opening(shape, clause, nil, reach)] }
    return vacuous + found
  }

  /// Whether nothing is asked of the audience; a pattern that names part of it asks for something.
  private func isForAnyAudience(_ reach: StatementReach) -> Bool {
    guard let audiences = reach.language(of: "aud") else { return false }
    return audiences.commonPrefix.isEmpty && audiences.commonSuffix.isEmpty && !audiences.isFinite
  }

  /// Whether a statement asks for an audience and for subjects that are spelled in full, so that nothing need be computed:
  /// whatever else it asks can only make it tighter.
  private func isSpelledOut(_ statement: Statement) -> Bool {
    if statement.conditions.contains(where: \.holdsWithoutKey) { return false }
    let issuers = KeyStanding.issuers(of: statement)
    func tested(_ claim: String) -> ConditionClause? {
      statement.conditions.first { clause in
        issuers.count == 1 && clause.key.value == ConditionKey("\(issuers[0]):\(claim)")
          && !clause.test.value.comparison.isNegated
          && [.text, .textIgnoringCase, .wildcards].contains(clause.test.value.comparison.comparison)
      }
    }
    guard let subject = tested("sub"), let audience = tested("aud") else { return false }
    return subject.values.allSatisfy { Self.isSpelledOut($0.value) }
      && audience.values.allSatisfy { SubjectText($0.value)?.isLiteral == true }
  }

  /// A subject that is spelled in full and begins with a project says whose it is; only a request's is worth a word.
  private static func isSpelledOut(_ value: ConditionValue) -> Bool {
    guard let text = SubjectText(value), text.isLiteral else { return false }
    let starts = ["repo:", "project_path:", "repository_id:", "project_id:"]
    return starts.contains { value.text.utf8.starts(with: $0.utf8) }
      && !value.text.lowercased().hasSuffix(":pull_request")
  }

  static func severity(
    _ shape: Opening.Shape,
    _ people: PeopleClass,
    _ reach: StatementReach,
    _ clause: ConditionClause?
  ) -> FindingSeverity {
    switch shape {
    case .pullRequest, .contextSuffix: max(people.severity, .high)
    // The workflow that is called is its owner's own, whoever calls it; an actor has to be brought to act.
    case .claimWithoutTenant where clause.map(StatementKeys.isHarder) == true: min(people.severity, .high)
    case .customSubject where reach.witness(.stranger)?.form.subjectTemplate?.first == "job_workflow_ref": .high
    default: people.severity
    }
  }
}
