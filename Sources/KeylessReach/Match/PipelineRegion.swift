import KeylessPlatforms

/// The pipelines of one job, as far as they are known: a product of one language per component.
package struct PipelineRegion: Sendable {
  /// What every pipeline of it has: `ref_type` is `branch`.
  package var fixed: [String: String]
  /// The names of the forms it can have; nil: any whose fixed facts agree.
  package var forms: [String]?
  /// Whether its jobs have an environment, for platforms whose forms tell; nil: it may be either.
  package var hasEnvironment: Bool?
  /// By component; a component that is not named may have every value.
  package var components: [String: Language]
  /// Components of the job's own project that nobody has told: what a policy asks of them is assumed to be met, and said.
  package var assumed: [String]

  package init(
    fixed: [String: String] = [:],
    forms: [String]? = nil,
    hasEnvironment: Bool? = nil,
    components: [String: Language] = [:],
    assumed: [String] = []
  ) {
    self.fixed = fixed
    self.forms = forms
    self.hasEnvironment = hasEnvironment
    self.components = components
    self.assumed = assumed
  }

  /// Whether its pipelines can have this form.
  func fits(_ form: Form) -> Bool {
    guard let token = form.token else { return false }
    if let forms, !forms.contains(token.name) { return false }
    if hasEnvironment == true, token.absent.contains("environment") { return false }
    if hasEnvironment == false, Self.ofEnvironments.contains(where: { token.component($0) != nil }) { return false }
    return fixed.allSatisfy { name, value in token.fixed[name].map { $0 == .text(value) } ?? true }
  }

  /// Claims that only a job with an environment has.
  private static let ofEnvironments = ["environment", "environment_protected", "deployment_tier"]

  /// Whether what a policy asks of the component is taken to be met: nobody told it, or somebody else than the pipeline
  /// decides it.
  func isFree(_ component: Component) -> Bool {
    components[component.name] == nil && (component.origin != .pipeline || assumed.contains(component.name))
  }

  /// Its pipelines in the boxes of a form; a component that the form does not have restricts nothing.
  func boxes(_ form: Form, _ work: Work) throws(TooComplex) -> BoxSet {
    var box = Box.full(form.domain.count)
    for (name, language) in components {
      guard let index = form.place(of: name) else { continue }
      let values = try work.combine(form.domain[index].language, language, .both)
      if values.isEmpty { return .nothing(form.domain) }
      box.factors[index] = .text(values)
    }
    return BoxSet([box], domain: form.domain)
  }
}
