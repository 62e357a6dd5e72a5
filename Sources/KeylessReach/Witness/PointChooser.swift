import KeylessPlatforms

/// Picks a point of a box that a person recognises: what the platform would fill in, where the box allows it, and
/// otherwise the shortest text.
struct PointChooser {
  let platform: Platform
  let issuer: String
  let form: Form
  let kind: PeopleClass
  let owners: Owners

  /// Nil when some component has no legal value in the box.
  func point(in box: Box) -> Point? {
    var values = Array(repeating: Point.Value.absent, count: form.components.count)
    for index in form.components.indices {
      guard let value = value(index, box, filled: nil) else { return nil }
      values[index] = value
    }
    // What is not restricted follows from the rest, as the platform would fill it in.
    guard let filled = filled(values, box) else { return Point(values) }
    for index in form.components.indices where box.factors[index] == nil {
      if let value = value(index, box, filled: filled[form.components[index].name]) { values[index] = value }
    }
    return Point(values)
  }

  private func value(_ index: Int, _ box: Box, filled: String?) -> Point.Value? {
    let component = form.components[index]
    let factor = box.factors[index] ?? component.domain
    let candidates = (filled.map { [$0] } ?? []) + preferred(component.name, factor)
    for candidate in candidates {
      let value = Point.Value.text(Array(candidate.utf8))
      guard factor.contains(value), component.domain.contains(value) else { continue }
      if isLegal(candidate, component), !isOtherCase(candidate, component, factor) { return value }
    }
    switch factor.values {
    case .text(let language): if let text = text(language, component, factor) { return .text(text) }
    case .addresses(let set):
      if let first = set.first, let block = AddressSet(network: first, prefix: first.count * 8)?.blocks.first {
        return .text(Array(block.description.utf8))
      }
    case .numbers(let set): if let text = NumberSample.text(in: set) { return .text(text) }
    case .dates(let set): if let text = NumberSample.text(in: set) { return .text(text) }
    case .lists(let lists):
      if let list = lists.member { return .list(list) }
    }
    if factor.absent { return .absent }
    return factor.unreadable ? .text(Array("-".utf8)) : nil
  }

  /// The shortest text; for a name one that its class of people can have.
  private func text(_ language: Language, _ component: Component, _ factor: Factor) -> [UInt8]? {
    let shortest = language.shortest(within: component.longest)
    guard isName(component.name), let shortest else { return shortest }
    func fits(_ text: [UInt8]) -> Bool {
      let text = String(decoding: text, as: UTF8.self)
      return isLegal(text, component) && !isOtherCase(text, component, factor)
    }
    if kind != .stranger, fits(shortest) { return shortest }
    var texts = [shortest] + language.members(preferring: 64).filter { $0 != shortest }
    // What a policy spells is somebody's already.
    if kind == .stranger { texts = texts.dropFirst() + [shortest] }
    return texts.first(where: fits)
  }

  private func isName(_ component: String) -> Bool {
    component == platform.ownership.owner?.component || platform.ownership.project.contains(component)
  }

  /// Whether the platform allows it, its length included.
  private func isLegal(_ text: String, _ component: Component) -> Bool {
    form.token?.component(component.name)?.kind.contains(text) ?? true
  }

  /// Whether it is an owner's name in another case, which nobody can register beside the owner's own; unless a policy
  /// that spells it so leaves nothing else.
  private func isOtherCase(_ text: String, _ component: Component, _ factor: Factor) -> Bool {
    guard let owner = platform.ownership.owner, owner.component == component.name, factor.language.onlyMember == nil,
      kind == .stranger || kind == .colleague
    else { return false }
    let name = owner.text(in: text)
    // The policy may spell the owner's name otherwise than it was given.
    let isSpelled = factor.language.commonPrefix.starts(with: (name + "/").utf8)
    return !isSpelled && !owners.names.contains(name)
      && owners.names.contains { $0.lowercased() == name.lowercased() }
  }

  /// The platform's own idea of a pipeline with the restricted values.
  private func filled(_ values: [Point.Value], _ box: Box) -> [String: String]? {
    var known: [String: String] = [:]
    let naming = platform.ownership.project + [platform.ownership.owner?.component].compactMap(\.self)
    for (index, component) in form.components.enumerated() where component.origin == .pipeline {
      guard box.factors[index] != nil || naming.contains(component.name) else { continue }
      if case .text(let text) = values[index] { known[component.name] = String(decoding: text, as: UTF8.self) }
    }
    var pipeline = platform.pipeline(of: known)
    pipeline.facts = pipeline.facts.filter { platform.fact(named: $0.key) != nil }
    for (fact, value) in form.token?.fixed ?? [:] { pipeline[fact] = value }
    platform.addEnvironment(to: &pipeline)
    return (try? platform.complete(pipeline, issuer: issuer)).map { platform.components(of: $0) }
  }

  private func preferred(_ name: String, _ factor: Factor) -> [String] {
    if let owner = platform.ownership.owner, owner.component == name {
      switch (kind, owner.cut) {
      case (.stranger, .whole): return ["mallory"] + nearby(factor)
      case (.stranger, .firstSegment):
        return ["mallory/new-project"] + nearby(factor).flatMap { [$0 + "/new-project", $0] }
      case (_, .whole): return owners.names
      case (.colleague, .firstSegment): return owners.names.map { $0 + "/new-project" } + below(factor)
      case (_, .firstSegment): return []
      }
    }
    switch name {
    case "name", "pipeline_slug": return kind == .stranger || kind == .colleague ? ["new-project"] : []
    case "ref":
      return platform.id == "github"
        ? ["refs/heads/main", "refs/pull/1/merge", "refs/tags/v1.0.0"] : ["main", "develop", "v1.0.0"]
    case "workflow_ref", "job_workflow_ref": return refsOfFile(factor)
    case "pipeline_source": return ["push"]
    case "environment": return ["production"]
    case "aud": return ["sts.amazonaws.com"]
    case "sts:RoleSessionName": return ["keyless"]
    case "ref_protected": return kind == .protected ? ["true"] : ["false"]
    case "time": return ["2026-01-01T00:00:00Z", "2100-01-01T00:00:00Z", "1980-01-01T00:00:00Z"]
    case "project_id", "repository_id": return ["1000001"]
    case "namespace_id", "repository_owner_id": return ["1000002"]
    default: return []
    }
  }

  /// The file of the shortest text, at refs that a person knows.
  private func refsOfFile(_ factor: Factor) -> [String] {
    guard let shortest = factor.language.shortest(), let at = shortest.lastIndex(of: UInt8(ascii: "@")) else {
      return []
    }
    let file = String(decoding: shortest[...at], as: UTF8.self)
    return ["refs/heads/main", "refs/tags/v1", "v1"].map { file + $0 }
  }

  /// Names that begin and end like the restricted ones and can still be anybody's.
  private func nearby(_ factor: Factor) -> [String] {
    let prefix = String(decoding: factor.language.commonPrefix, as: UTF8.self)
    let suffix = String(decoding: factor.language.commonSuffix, as: UTF8.self)
    if prefix.isEmpty { return suffix.isEmpty ? [] : ["mallory", "x"].map { $0 + suffix } }
    return ["-evil", "evil", "x"].flatMap { suffix.isEmpty ? [prefix + $0] : [prefix + $0, prefix + $0 + suffix] }
  }

  private func below(_ factor: Factor) -> [String] {
    let prefix = String(decoding: factor.language.commonPrefix, as: UTF8.self)
    return prefix.hasSuffix("/") ? [prefix + "new-project"] : []
  }
}

extension ListSet {
  /// A short list of the set.
  var member: [[UInt8]]? {
    if let text = one.shortest() { return [text] }
    if empty { return [] }
    guard let piece = many.first(where: { !$0.isEmpty }) else { return nil }
    var list = piece.meeting.compactMap { $0.shortest() }
    while list.count < 2, let text = piece.all.shortest() { list.append(text) }
    return list
  }
}
