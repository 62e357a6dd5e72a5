import KeylessHCL
import KeylessSource

extension TerraformScope {
  func value(_ traversal: HCLTraversal, at span: SourceSpan) -> TerraformValue {
    guard case .variable(let root) = traversal.base.form else { return inner(traversal) }
    if let known = names.last(where: { $0.name == root }) { return rest(traversal, 0, of: known.value, at: span) }
    if isTemplateFile { return .error("`\(root)` is no value that the template is given", at: span) }
    let steps = traversal.steps
    guard case .attribute(let name)? = steps.first?.kind else {
      return .error("`\(root)` is no value here", at: span)
    }
    switch root {
    case "var": return rest(traversal, 1, of: module.variable(name, at: span), at: span)
    case "local": return rest(traversal, 1, of: module.local(name, at: span), at: span)
    case "each", "count", "path", "terraform", "tofu", "self":
      return rest(traversal, 1, of: special(root, name, at: span), at: span)
    case "module", "data": return instances(root, name, traversal, at: span)
    case "ephemeral": return .unknown("an ephemeral value is in no configuration", at: span)
    default: return follow(module.resources(.managed, root, name, at: span), traversal, 1, at: span)
    }
  }

  private func instances(
    _ root: String,
    _ name: String,
    _ traversal: HCLTraversal,
    at span: SourceSpan
  )
    -> TerraformValue
  {
    let steps = traversal.steps
    switch root {
    case "module": return follow(module.calls(name, at: span), traversal, 1, at: span)
    default:
      guard steps.count > 1, case .attribute(let label) = steps[1].kind else {
        return .error("`data.\(name)` names no data source", at: span)
      }
      return follow(module.resources(.data, name, label, at: span), traversal, 2, at: span)
    }
  }

  private func inner(_ traversal: HCLTraversal) -> TerraformValue {
    apply(traversal, 0..<traversal.steps.count, to: value(traversal.base))
  }

  /// What the steps lead to, from one of them on.
  private func rest(
    _ traversal: HCLTraversal,
    _ first: Int,
    of value: TerraformValue,
    at span: SourceSpan
  )
    -> TerraformValue
  {
    apply(traversal, first..<traversal.steps.count, to: placed(value, at: span))
  }

  /// What is unknown is shown where it is used; what is known, where it is written.
  private func placed(_ value: TerraformValue, at span: SourceSpan) -> TerraformValue {
    guard value.unknown != nil else { return value }
    var value = value
    value.span = span
    return value
  }

  private func special(_ root: String, _ name: String, at span: SourceSpan) -> TerraformValue {
    switch (root, name) {
    case ("each", "key"): return instance?.each?.key ?? .error("there is no `for_each` here", at: span)
    case ("each", "value"): return instance?.each?.value ?? .error("there is no `for_each` here", at: span)
    case ("count", "index"): return instance?.count ?? .error("there is no `count` here", at: span)
    case ("path", "module"): return .given(module.pathFromRoot, at: span)
    case ("path", "root"): return .text(".", at: span)
    case ("path", "cwd"): return .unknown("the folder Terraform runs in is not in the configuration", at: span)
    case ("terraform", "workspace"), ("tofu", "workspace"):
      return module.session.inputs.workspace.map { .given($0, at: span) }
        ?? .unknown("the workspace is not in the configuration", at: span)
    case ("terraform", "applying"): return .unknown("it is known only while applying", at: span)
    case ("self", _): return .unknown("`self` is known only to provisioners", at: span)
    default: return .error("`\(root).\(name)` is no value", at: span)
    }
  }

  /// Goes from a block's instances to one of them, or to all, and on.
  private func follow<Instance: TerraformReferable>(
    _ expansion: TerraformExpansion<Instance>,
    _ traversal: HCLTraversal,
    _ position: Int,
    at span: SourceSpan
  ) -> TerraformValue {
    let steps = traversal.steps
    let rest = position..<steps.count
    switch expansion {
    case .none(let unknown): return TerraformValue(.unknown(unknown), at: span)
    case .single(let instance):
      return one(instance, traversal, rest, at: span)
    case .uncertain(let instance, let unknown):
      guard position < steps.count else { return TerraformValue(.unknown(unknown), at: span) }
      switch steps[position].kind {
      case .index, .legacyIndex: return one(instance, traversal, position + 1..<steps.count, at: span)
      case .attribute, .attributeSplat, .fullSplat: return TerraformValue(.unknown(unknown), at: span)
      }
    case .counted(let instances):
      return counted(instances, traversal, rest, at: span)
    case .keyed(let instances):
      return keyed(instances, traversal, rest, at: span)
    }
  }

  private func keyed<Instance: TerraformReferable>(
    _ instances: [(key: String, instance: Instance)],
    _ traversal: HCLTraversal,
    _ range: Range<Int>,
    at span: SourceSpan
  ) -> TerraformValue {
    guard let step = range.first.map({ traversal.steps[$0] }), let key = key(step, at: span) else {
      let members = instances.map { TerraformMember($0.key, at: $0.instance.head, whole($0.instance)) }
      return apply(traversal, range, to: TerraformValue(.object(TerraformObject(members)), at: span))
    }
    if let unknown = key.firstUnknown { return TerraformValue(.unknown(unknown), at: span, variables: key.variables) }
    guard let name = key.asText else { return key.problem(wanting: "a string", at: span) }
    work.spend(instances.count / 16)
    let wanted = name.string
    if let found = instances.first(where: { $0.key == wanted }) {
      return one(found.instance, traversal, range.lowerBound + 1..<range.upperBound, at: span)
        .built(from: key.variables)
    }
    work.spend(instances.count)
    // Between a symbol and a text only the account, the region or the partition decides.
    if !work.isExhausted, instances.allSatisfy({ TerraformText($0.key, at: span).equals(name) == false }) {
      return .error("there is no instance with this key", at: step.span)
    }
    let reason = "which instance it is depends on what is not in the configuration"
    return TerraformValue(.unknown(TerraformUnknown(reason, at: span)), at: span, variables: key.variables)
  }

  private func key(_ step: HCLTraversal.Step, at span: SourceSpan) -> TerraformValue? {
    switch step.kind {
    case .index(let key): value(key)
    case .attribute(let name): .text(name, at: step.span)
    case .legacyIndex(let digits): .text(digits, at: step.span)
    case .attributeSplat, .fullSplat: nil
    }
  }

  private func counted<Instance: TerraformReferable>(
    _ instances: [Instance],
    _ traversal: HCLTraversal,
    _ range: Range<Int>,
    at span: SourceSpan
  ) -> TerraformValue {
    guard let step = range.first.map({ traversal.steps[$0] }) else {
      return TerraformValue(.list(instances.map(whole), .tuple), at: span)
    }
    switch step.kind {
    case .attributeSplat, .fullSplat:
      let each = traversal.stepsOfEach(after: range.lowerBound)
      let list = instances.map { one($0, traversal, each, at: span) }
      return apply(traversal, each.upperBound..<range.upperBound, to: TerraformValue(.list(list, .tuple), at: span))
    case .attribute(let name): return .error("`\(name)` is asked of all instances, not of one", at: step.span)
    case .index, .legacyIndex:
      guard let key = key(step, at: span) else { return .error("there is no such instance", at: step.span) }
      guard let index = key.asNumber?.integer else { return key.problem(wanting: "a number", at: span) }
      guard instances.indices.contains(index) else {
        return .error("there is no instance \(index) of \(instances.count)", at: step.span)
      }
      let rest = range.lowerBound + 1..<range.upperBound
      return one(instances[index], traversal, rest, at: span).built(from: key.variables)
    }
  }

  /// An instance is put together anew each time that somebody asks for all of it.
  private func whole(_ instance: some TerraformReferable) -> TerraformValue {
    guard !work.isExhausted else { return .unknown(work.exhausted, at: instance.head) }
    let whole = instance.whole
    work.spend(whole.weight)
    return whole
  }

  private func one<Instance: TerraformReferable>(
    _ instance: Instance,
    _ traversal: HCLTraversal,
    _ range: Range<Int>,
    at span: SourceSpan
  ) -> TerraformValue {
    guard let step = range.first.map({ traversal.steps[$0] }) else { return whole(instance) }
    let rest = range.lowerBound + 1..<range.upperBound
    switch step.kind {
    case .attribute(let name):
      return apply(traversal, rest, to: placed(instance.value(of: name, at: span), at: span))
    case .index(let key):
      guard let name = value(key).string else { return apply(traversal, range, to: whole(instance)) }
      return apply(traversal, rest, to: placed(instance.value(of: name, at: span), at: span))
    case .attributeSplat, .fullSplat:
      let each = traversal.stepsOfEach(after: range.lowerBound)
      let list = TerraformValue(.list([one(instance, traversal, each, at: span)], .tuple), at: span)
      return apply(traversal, each.upperBound..<range.upperBound, to: list)
    case .legacyIndex: return apply(traversal, range, to: whole(instance))
    }
  }
}
