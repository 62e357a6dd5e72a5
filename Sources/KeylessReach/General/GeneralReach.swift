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
      case .text? where use.isList(key): domain = Factor(.lists(.everything), absent: true)
      case .text?: domain = .text(.anything, absent: true)
      case .number? where use.isList(key), .date? where use.isList(key), .address? where use.isList(key):
        form.set(key.name, .unknown("`\(key)` is compared as several values that are no texts"))
        continue
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

  /// With `symbols` a variable in a resource is one text that equals only itself: what holds for it holds whatever it
  /// stands for, as long as no `Deny` and no `NotResource` has one.
  package init(
    _ policy: PolicyDocument,
    in form: Form,
    symbols: Bool = false,
    work: Work = Work()
  ) throws(TooComplex) {
    self.form = form
    var (allowed, denied) = (Region.nothing(form.domain), Region.nothing(form.domain))
    for statement in policy.statements {
      let region = try Self.region(of: statement, form, symbols, work)
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

  /// A variable in a resource stands for one text that is not known: surely a symbol that equals only itself, possibly
  /// anything.
  private static func region(
    of statement: Statement,
    _ form: Form,
    _ symbols: Bool,
    _ work: Work
  ) throws(TooComplex) -> Region {
    var actions = Language.none
    for pattern in statement.action.patterns {
      let pieces = ValueLanguage.pieces(pattern.value.text, { _ in .absent }) ?? []
      actions = try work.combine(actions, work.pattern(pieces.map(Self.folded)), .either)
    }
    var region = try only(action, actions, statement.action.isNegated, form, work)
    if let element = statement.resource {
      let hasVariables = !symbols && element.patterns.contains { !$0.value.text.variables.isEmpty }
      let sure = try resources(element, symbols ? symbol : { _ in .absent }, work)
      let exact = try only(resource, sure, element.isNegated, form, work)
      if hasVariables {
        let possible = try resources(element, { _ in .anything }, work)
        let other = try only(resource, possible, element.isNegated, form, work)
        let bounds = Region(
          sure: element.isNegated ? other.sure : exact.sure,
          possible: element.isNegated ? exact.possible : other.possible,
          unknowns: ["what a policy variable in a resource stands for"]
        )
        region = try region.intersection(bounds, work)
      } else {
        region = try region.intersection(exact, work)
      }
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

  /// No text of a policy holds such characters.
  private static func symbol(_ variable: PolicyVariable) -> ValueLanguage.VariableValue {
    .text(Array("\u{10FFFD}".utf8) + variable.key.folded + Array("\u{10FFFE}".utf8))
  }

  /// Whether variables in resources can be read as symbols.
  package static func allowsSymbols(_ policy: PolicyDocument) -> Bool {
    policy.statements.allSatisfy { statement in
      guard let element = statement.resource, element.patterns.contains(where: { !$0.value.text.variables.isEmpty })
      else {
        return true
      }
      return statement.effect.value == .allow && !element.isNegated
    }
  }

  private static func resources(
    _ element: ResourceElement,
    _ variables: (PolicyVariable) -> ValueLanguage.VariableValue,
    _ work: Work
  ) throws(TooComplex) -> Language {
    var out = Language.none
    for pattern in element.patterns {
      guard let pieces = ValueLanguage.pieces(pattern.value.text, variables) else { continue }
      out = try work.combine(out, work.pattern(pieces), .either)
    }
    return out
  }

  private static func folded(_ piece: Language.Piece) -> Language.Piece {
    guard case .literal(let bytes) = piece else { return piece }
    return .literal(bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
  }

  private static func language(of entry: PrincipalEntry, _ work: Work) throws(TooComplex) -> Language {
    switch entry {
    case .everyone: return .anything
    case .arn(let arn):
      var out = Language.text(Array("AWS:\(arn)".utf8))
      if let sessions = sessions(of: arn) { out = try work.combine(out, work.pattern(sessions), .either) }
      return out
    case .account(let id, _):
      // An account is in one partition, so its id alone and the ARN of its root mean the same.
      var out = Language.none
      for service in ["iam", "sts"] {
        let pieces: [Language.Piece] = [
          .literal(Array("AWS:arn:aws".utf8)), .anyRun, .literal(Array(":\(service)::\(id):".utf8)), .anyRun,
        ]
        out = try work.combine(out, work.pattern(pieces), .either)
      }
      return out
    case .uniqueID(let text): return .text(Array("AWS:\(text)".utf8))
    case .federated(let text): return .text(Array("Federated:\(text)".utf8))
    case .service(let text): return .text(Array("Service:\(text)".utf8))
    case .canonicalUser(let text): return .text(Array("CanonicalUser:\(text)".utf8))
    case .anyFederated: return try work.pattern([.literal(Array("Federated:".utf8)), .anyRun])
    case .anyService: return try work.pattern([.literal(Array("Service:".utf8)), .anyRun])
    }
  }

  /// Whoever has assumed a role is named by the role.
  private static func sessions(of arn: String) -> [Language.Piece]? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[2] == "iam", parts[5].hasPrefix("role/"),
      let name = parts[5].split(separator: "/").last
    else { return nil }
    return [.literal(Array("AWS:arn:\(parts[1]):sts::\(parts[4]):assumed-role/\(name)/".utf8)), .anyRun]
  }
}
