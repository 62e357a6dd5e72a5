package import KeylessPolicy
import KeylessSource

/// The reach of any policy: action, resource, caller and every condition key as independent components.
package struct GeneralReach: Sendable {
  package let form: Form
  package let sure: BoxSet
  package let possible: BoxSet
  package let unknowns: [String]

  /// The components and keys that these policies speak of, together.
  package static func form(of policies: [PolicyDocument]) -> Form {
    let use = KeyUse(policies)
    var form = Form { key in .absent("`\(key)` is in neither policy") }
    form.add(Component(action, .text(GeneralReach.lowerCase)))
    form.add(Component(resource, .text(.anything)))
    form.add(Component(principal, .text(.anything)))
    // A key that is there by itself is known to no policy, so only the asked ones count.
    for key in use.keys {
      let domain: Factor
      switch use.family(of: key) {
      case .text?: domain = .text(.anything, absent: true)
      case .number?: domain = Factor(.numbers(.all), unreadable: true, absent: true)
      case .date?: domain = Factor(.dates(.all), unreadable: true, absent: true)
      case .address?: domain = Factor(.addresses(.all), unreadable: true, absent: true)
      case nil:
        form.set(key.name, .unknown("`\(key)` is compared as values of more than one type"))
        continue
      }
      form.set(key.name, .component(form.add(Component(key.name, domain))))
    }
    for key in KeyUse.onlyTested(policies) where !use.isUsed(key) {
      form.set(key.name, .component(form.add(Component(key.name, .text(.anything, absent: true)))))
    }
    return form
  }

  package static let action = "action"
  package static let resource = "resource"
  package static let principal = "principal"

  /// Actions are compared in lower case.
  private static let lowerCase = Expression.anyNumber(.bytes([0x00...0x40, 0x5B...0x7F])).language

  package init(_ policy: PolicyDocument, in form: Form, work: Work = Work()) throws(TooComplex) {
    self.form = form
    var (allowed, denied) = (Region.nothing(form.domain), Region.nothing(form.domain))
    for statement in policy.statements {
      let region = try Self.region(of: statement, form, work)
      if statement.effect.value == .deny {
        denied = try denied.union(region, work)
      } else {
        allowed = try allowed.union(region, work)
      }
    }
    let reach = try allowed.subtracting(denied, work)
    sure = try reach.sure.merged(work)
    possible = reach.isExact ? sure : try reach.possible.merged(work)
    unknowns = reach.unknowns
  }

  private static func region(of statement: Statement, _ form: Form, _ work: Work) throws(TooComplex) -> Region {
    var actions = Language.none
    for pattern in statement.action.patterns {
      let pieces = ValueLanguage.pieces(pattern.value.text, { _ in .absent }) ?? []
      actions = try work.combine(actions, work.pattern(pieces.map(Self.folded)), .either)
    }
    var region = try only(action, actions, statement.action.isNegated, form, work)
    if let element = statement.resource {
      var resources = Language.none
      for pattern in element.patterns {
        let pieces = ValueLanguage.pieces(pattern.value.text, Self.symbol) ?? []
        resources = try work.combine(resources, work.pattern(pieces), .either)
      }
      region = try region.intersection(only(resource, resources, element.isNegated, form, work), work)
    }
    if let element = statement.principal {
      var callers = Language.none
      for entry in element.entries { callers = try work.combine(callers, language(of: entry.value, work), .either) }
      region = try region.intersection(only(principal, callers, element.isNegated, form, work), work)
    }
    return try region.intersection(PolicyRegion.region(of: statement.conditions, form, work), work)
  }

  private static func only(
    _ component: String,
    _ language: Language,
    _ isNegated: Bool,
    _ form: Form,
    _ work: Work
  ) throws(TooComplex) -> Region {
    guard let index = form.place(of: component) else { return .everything(form.domain) }
    let all = form.domain[index].language
    let held = try work.combine(all, language, isNegated ? .left : .both)
    if held.isEmpty { return .nothing(form.domain) }
    return Region(BoxSet([.only(index, .text(held), of: form.domain.count)], domain: form.domain))
  }

  /// A variable is a symbol that equals itself and is within every wildcard; no text of a policy holds such characters.
  private static func symbol(_ variable: PolicyVariable) -> ValueLanguage.VariableValue {
    .text(Array("\u{10FFFD}".utf8) + variable.key.folded + Array("\u{10FFFE}".utf8))
  }

  private static func folded(_ piece: Language.Piece) -> Language.Piece {
    guard case .literal(let bytes) = piece else { return piece }
    return .literal(bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
  }

  private static func language(of entry: PrincipalEntry, _ work: Work) throws(TooComplex) -> Language {
    switch entry {
    case .everyone: return .anything
    case .account(let id, let partition):
      let pieces: [Language.Piece] = [
        .literal(Array("arn:".utf8)), partition.map { .literal(Array($0.utf8)) } ?? .anyRun,
        .literal(Array(":".utf8)), .anyRun, .literal(Array("::\(id):".utf8)), .anyRun,
      ]
      return try work.pattern(pieces)
    case .arn(let text), .uniqueID(let text), .federated(let text), .service(let text), .canonicalUser(let text):
      return .text(Array(text.utf8))
    case .anyFederated: return try work.pattern([.anyRun, .literal(Array("-provider/".utf8)), .anyRun])
    case .anyService: return try work.pattern([.anyRun, .literal(Array(".amazonaws.com".utf8))])
    }
  }
}
