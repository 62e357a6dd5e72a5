package import KeylessIntent
import KeylessPlatforms
import KeylessSource

/// The set that an intent wants, in the same boxes as the reach of a policy (DESIGN, "intent").
///
/// An entry is a product of what it says about each component, so it is one box per form and pattern.
package enum IntentReach {
  /// The pipelines of a form that some entry of the role admits.
  package static func boxes(
    _ role: Role,
    _ form: Form,
    _ work: Work
  ) throws(TooComplex) -> BoxSet {
    var out = BoxSet.nothing(form.domain)
    for admission in role.admits {
      out = try out.union(boxes(admission, form, work), work)
    }
    return out
  }

  private static func boxes(_ admission: Admission, _ form: Form, _ work: Work) throws(TooComplex) -> BoxSet {
    var set = BoxSet.everything(form.domain)
    func only(_ name: String, _ language: Language) throws(TooComplex) {
      guard let index = form.place(of: name) else {
        set = .nothing(form.domain)
        return
      }
      let values = try work.combine(form.domain[index].language, language, .both)
      let box = Box.only(index, .text(values), of: form.domain.count)
      set = values.isEmpty ? .nothing(form.domain) : try set.intersection(BoxSet([box], domain: form.domain), work)
    }
    switch admission.platform {
    case .gitlab:
      if let project = admission.project { try only("project_path", language(project.value, work)) }
      if let id = admission.projectID { try only("project_id", .text(Array(id.value.utf8))) }
      if let id = admission.ownerID { try only("namespace_id", .text(Array(id.value.utf8))) }
      if admission.isProtected { try only("ref_protected", .text(Array("true".utf8))) }
      switch admission.requests {
      case .any: break
      case .only: try only("pipeline_source", .text(Array("merge_request_event".utf8)))
      case .excluded:
        let sources = Language.texts(Admission.requestSources.map { Array($0.utf8) })
        try only("pipeline_source", sources.complement())
      }
      let isTag = form.token?.fixed["ref_type"] == .text("tag")
      try only("ref", union(isTag ? admission.tags : admission.branches, work))
    case .github:
      if let project = admission.project {
        let segments: [KeySource.Segment] = [form.place(of: "owner"), form.place(of: "name")].compactMap { $0 }
          .map { .component($0, .none) }
        guard segments.count == 2 else { return .nothing(form.domain) }
        let whole = [segments[0], .literal([UInt8(ascii: "/")]), segments[1]]
        let boxes = try TemplateSplit.boxes(language(project.value, work), across: whole, domain: form.domain, work)
        set = try set.intersection(boxes, work)
      }
      if let id = admission.projectID { try only("repository_id", .text(Array(id.value.utf8))) }
      if let id = admission.ownerID { try only("repository_owner_id", .text(Array(id.value.utf8))) }
      try gitHubRun(admission, form, only, work)
    }
    return set
  }

  private static func gitHubRun(
    _ admission: Admission,
    _ form: Form,
    _ only: (String, Language) throws(TooComplex) -> Void,
    _ work: Work
  ) throws(TooComplex) {
    let name = form.token?.name
    let refs = try full(admission.branches, "refs/heads/", work)
    let all = try work.combine(refs, full(admission.tags, "refs/tags/", work), .either)
    let wantsRef = !admission.branches.isEmpty || !admission.tags.isEmpty
    if !admission.environments.isEmpty {
      // `only` on a component that the form lacks leaves nothing, which is right for every other form.
      try only("environment", name == "environment" ? union(admission.environments, work) : .none)
      if wantsRef { try only("ref", all) }
    } else if admission.requests == .only {
      try only("ref", name == "pull_request" ? .anything : .none)
    } else {
      try only("ref", name == "ref" ? all : .none)
    }
  }

  private static func full(
    _ patterns: [Located<NamePattern>],
    _ prefix: String,
    _ work: Work
  ) throws(TooComplex) -> Language {
    try work.joined(.text(Array(prefix.utf8)), union(patterns, work))
  }

  private static func union(_ patterns: [Located<NamePattern>], _ work: Work) throws(TooComplex) -> Language {
    var out = Language.none
    for pattern in patterns { out = try work.combine(out, language(pattern.value, work), .either) }
    return out
  }

  private static func language(_ pattern: NamePattern, _ work: Work) throws(TooComplex) -> Language {
    var pieces: [Language.Piece] = []
    for (index, literal) in pattern.literals.enumerated() {
      if index > 0 { pieces.append(.anyRun) }
      pieces.append(.literal(Array(literal.utf8)))
    }
    return try work.pattern(pieces)
  }
}
