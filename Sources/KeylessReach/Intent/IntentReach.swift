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

  /// Every pipeline, whatever it runs on, of the projects that the intent names for any of its roles.
  static func projects(_ intent: Intent, _ form: Form, _ work: Work) throws(TooComplex) -> BoxSet {
    var out = BoxSet.nothing(form.domain)
    for admission in intent.roles.flatMap(\.admits) {
      out = try out.union(Restriction(admission, form, work).set, work)
    }
    return out
  }

  private static func boxes(_ admission: Admission, _ form: Form, _ work: Work) throws(TooComplex) -> BoxSet {
    var restriction = try Restriction(admission, form, work)
    switch admission.platform {
    case .gitlab:
      if admission.isProtected { try restriction.only("ref_protected", .text(Array("true".utf8))) }
      switch admission.requests {
      case .any: break
      case .only: try restriction.only("pipeline_source", .text(Array("merge_request_event".utf8)))
      case .excluded:
        let sources = Language.texts(Admission.requestSources.map { Array($0.utf8) })
        try restriction.only("pipeline_source", sources.complement())
      }
      let isTag = form.token?.fixed["ref_type"] == .text("tag")
      try restriction.only("ref", union(isTag ? admission.tags : admission.branches, work))
    case .github: try gitHubRun(admission, form, &restriction, work)
    }
    return restriction.set
  }

  /// The pipelines of a form that an entry leaves, component by component; at first those of its projects.
  private struct Restriction {
    private(set) var set: BoxSet
    private let form: Form
    private let work: Work

    init(_ admission: Admission, _ form: Form, _ work: Work) throws(TooComplex) {
      self.form = form
      self.work = work
      set = .everything(form.domain)
      switch admission.platform {
      case .gitlab:
        if let project = admission.project { try only("project_path", IntentReach.language(project.value, work)) }
        if let id = admission.projectID { try only("project_id", .text(Array(id.value.utf8))) }
        if let id = admission.ownerID { try only("namespace_id", .text(Array(id.value.utf8))) }
      case .github:
        if let project = admission.project { try onlyRepository(project.value) }
        if let id = admission.projectID { try only("repository_id", .text(Array(id.value.utf8))) }
        if let id = admission.ownerID { try only("repository_owner_id", .text(Array(id.value.utf8))) }
      }
    }

    mutating func only(_ name: String, _ language: Language) throws(TooComplex) {
      guard let index = form.place(of: name) else {
        set = .nothing(form.domain)
        return
      }
      let values = try work.combine(form.domain[index].language, language, .both)
      let box = Box.only(index, .text(values), of: form.domain.count)
      set = values.isEmpty ? .nothing(form.domain) : try set.intersection(BoxSet([box], domain: form.domain), work)
    }

    private mutating func onlyRepository(_ project: NamePattern) throws(TooComplex) {
      guard let owner = form.place(of: "owner"), let name = form.place(of: "name") else {
        set = .nothing(form.domain)
        return
      }
      let whole: [KeySource.Segment] = [
        .component(owner, .none), .literal([UInt8(ascii: "/")]), .component(name, .none),
      ]
      let boxes = try TemplateSplit.boxes(
        IntentReach.language(project, work),
        across: whole,
        domain: form.domain,
        work
      )
      set = try set.intersection(boxes, work)
    }
  }

  private static func gitHubRun(
    _ admission: Admission,
    _ form: Form,
    _ restriction: inout Restriction,
    _ work: Work
  ) throws(TooComplex) {
    let name = form.token?.name
    let refs = try full(admission.branches, "refs/heads/", work)
    let all = try work.combine(refs, full(admission.tags, "refs/tags/", work), .either)
    let wantsRef = !admission.branches.isEmpty || !admission.tags.isEmpty
    if !admission.environments.isEmpty {
      // `only` on a component that the form lacks leaves nothing, which is right for every other form.
      try restriction.only("environment", name == "environment" ? union(admission.environments, work) : .none)
      if wantsRef { try restriction.only("ref", all) }
    } else if admission.requests == .only {
      try restriction.only("ref", name == "pull_request" ? .anything : .none)
    } else {
      try restriction.only("ref", name == "ref" ? all : .none)
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
