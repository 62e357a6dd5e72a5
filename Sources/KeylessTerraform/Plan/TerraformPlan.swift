package import KeylessSource

/// What `terraform show -json` prints: a plan, which is exact but for what is known only after apply, or a state.
package struct TerraformPlan {
  package private(set) var kind: Kind
  package private(set) var resources: [TerraformResource] = []
  package private(set) var outputs: [TerraformMember] = []

  package enum Kind: Hashable, Sendable {
    case plan, state
  }

  /// Reads a file; nil when it is JSON of another kind, a failure when it is no JSON or too large.
  package static func read(_ bytes: [UInt8], file: String) -> Result<TerraformPlan?, TerraformPlanProblem> {
    let whole = SourceSpan(file: file, range: 0..<bytes.count)
    let document = TerraformPlanDocument(bytes, file: file)
    if let unknown = document.value.unknown {
      let place = unknown.span.file.isEmpty ? whole : unknown.span
      let message: Diagnostic.Message = "the plan cannot be read: \(unknown.reason)"
      return .failure(TerraformPlanProblem(diagnostic: Diagnostic("terraform-plan", .error, message, at: .init(place))))
    }
    return .success(TerraformPlan(document.value))
  }

  private init?(_ document: TerraformValue) {
    let isVersioned = document["format_version"] != nil || document["terraform_version"] != nil
    if let planned = document["planned_values"] {
      kind = .plan
      let unknown = Self.unknowns(document["resource_changes"])
      add(planned, unknown)
      if let prior = document["prior_state"]?["values"] { addPrior(prior) }
    } else if let values = document["values"], values["root_module"] != nil || isVersioned {
      kind = .state
      add(values, [:])
    } else if isVersioned, document["configuration"] == nil, document["resources"] == nil {
      // A state with nothing in it.
      kind = .state
    } else {
      return nil
    }
  }

  /// What is known only after apply, by address.
  private static func unknowns(_ changes: TerraformValue?) -> [String: TerraformValue] {
    var unknowns: [String: TerraformValue] = [:]
    for change in changes?.list ?? [] {
      guard let address = change["address"]?.string, let unknown = change["change"]?["after_unknown"] else { continue }
      unknowns[address] = unknown
    }
    return unknowns
  }

  private mutating func add(_ values: TerraformValue, _ unknowns: [String: TerraformValue]) {
    for output in values["outputs"]?.object?.members ?? [] {
      guard let value = output.value["value"] else { continue }
      outputs.append(TerraformMember(output.name, at: output.nameSpan, value))
    }
    if let root = values["root_module"] { add(module: root, unknowns, level: 0) }
  }

  private mutating func add(module: TerraformValue, _ unknowns: [String: TerraformValue], level: Int) {
    let address = module["address"]?.string ?? ""
    for resource in module["resources"]?.list ?? [] { add(resource, in: address, unknowns) }
    for child in module["child_modules"]?.list ?? [] where level < 32 { add(module: child, unknowns, level: level + 1) }
  }

  private mutating func add(_ resource: TerraformValue, in module: String, _ unknowns: [String: TerraformValue]) {
    guard let type = resource["type"]?.string, let name = resource["name"]?.string else { return }
    let isData = resource["mode"]?.string == "data"
    var values = resource["values"] ?? TerraformValue(.object(TerraformObject()), at: resource.span)
    if let address = resource["address"], let unknown = address.string.flatMap({ unknowns[$0] }) {
      values = Self.mark(values, unknown, at: address.span)
    }
    let key: TerraformInstanceKey? =
      resource["index"].flatMap { index in
        index.number?.integer.map { .index($0) } ?? index.string.map { .name($0) }
      }
    var block = TerraformBlock(values, type: type)
    block.head = resource["address"]?.span ?? resource.span
    resources.append(
      TerraformResource(isData ? .data : .managed, type: type, name: name, key: key, in: module, block)
    )
  }

  /// Data sources that were read while planning are in the state before.
  private mutating func addPrior(_ values: TerraformValue) {
    var prior = self
    prior.resources = []
    prior.add(values, [:])
    let known = Set(resources.map(\.address))
    resources += prior.resources.filter { $0.mode == .data && !known.contains($0.address) }
  }

  /// A value with what is known only after apply made unknown.
  private static func mark(_ value: TerraformValue, _ unknown: TerraformValue, at span: SourceSpan) -> TerraformValue {
    switch unknown.content {
    case .bool(true): return .unknown("it is known only after apply", at: span)
    case .object(let marks):
      var object = value.object ?? TerraformObject()
      for member in marks.members {
        let before = object[member.name]
        let inner = before?.value ?? TerraformValue(.null, at: span)
        let marked = mark(inner, member.value, at: span)
        guard before != nil || marked.firstUnknown != nil else { continue }
        object.set(TerraformMember(member.name, at: before?.nameSpan ?? span, marked))
      }
      return value.with(.object(object))
    case .list(let marks, _):
      guard let elements = value.list, elements.count == marks.count else {
        // Which of them is meant cannot be said, so none of them is known.
        return marks.contains(where: holdsMark) ? .unknown("it is known only after apply", at: span) : value
      }
      return value.with(.list(zip(elements, marks).map { mark($0, $1, at: span) }, .tuple))
    default: return value
    }
  }

  private static func holdsMark(_ unknown: TerraformValue) -> Bool {
    switch unknown.content {
    case .bool(let bool): bool
    case .list(let marks, _): marks.contains(where: holdsMark)
    case .object(let marks): marks.members.contains { holdsMark($0.value) }
    default: false
    }
  }
}

/// Why a plan cannot be read.
package struct TerraformPlanProblem: Error {
  package var diagnostic: Diagnostic
}
