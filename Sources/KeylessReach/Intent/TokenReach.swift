import KeylessPlatforms
package import KeylessPolicy

/// Whether one token gets in: its claims are given, and what its bearer chooses and the circumstances are left open.
package enum TokenReach: Sendable {
  case refused
  /// With what the caller has to choose, and under which circumstances.
  case admitted(choices: [Note], circumstances: [Note])
  /// Whether it gets in depends on what is not known.
  case unknown([String])

  package struct Note: Sendable {
    package let component: String
    /// One value of a choice; of a circumstance every value, in words.
    package let words: String
  }

  /// The context is what the token shows; the platform's other keys are missing.
  package init(
    _ policy: CompiledPolicy,
    resourceControl: [CompiledPolicy] = [],
    provider: String,
    context: RequestContext,
    in universe: TrustUniverse,
    work: Work = Work()
  ) throws(TooComplex) {
    guard var form = universe.forms.first else {
      self = .refused
      return
    }
    // The keys of the token are given, so the components that a pipeline would make them of say nothing.
    for key in form.knownKeys where universe.isClaim(key) {
      form.set(key.name, .absent("the token has no such claim"))
    }
    for (key, values) in context.all {
      let texts = values.map { Array($0.utf8) }
      let domain: Factor =
        texts.count == 1
        ? .text(.text(texts[0]))
        : Factor(
          .lists(
            ListSet(
              empty: texts.isEmpty,
              one: .none,
              many: texts.isEmpty ? [] : [.init(all: .texts(texts), meeting: texts.map(Language.text))]
            )
          )
        )
      form.set(key, .component(form.add(Component("token \(key)", domain))))
    }
    let request = TrustReach.request(provider)
    var reach = try PolicyRegion(policy, request, form, work).reach(work)
    for control in resourceControl {
      reach = try reach.intersection(try PolicyRegion(control, request, form, work).reach(work), work)
    }
    if reach.sure.withinLimits(form).isEmpty {
      self = reach.possible.withinLimits(form).isEmpty ? .refused : .unknown(reach.unknowns)
      return
    }
    self = try Self.admitted(reach.sure.withinLimits(form), form, policy, work)
  }

  private static func admitted(
    _ sure: BoxSet,
    _ form: Form,
    _ policy: CompiledPolicy,
    _ work: Work
  ) throws(TooComplex) -> TokenReach {
    func restricted(_ box: Box, _ origin: Component.Origin) -> [Int] {
      form.components.indices.filter { index in
        form.components[index].origin == origin && box.factors[index].map { $0 != form.domain[index] } ?? false
      }
    }
    // Boxes that cover every circumstance together leave none to name.
    let open = try sure.freed(form, work)
    let isAnywhere = try open.complement(work).withinLimits(form).isEmpty
    let sorted = sure.boxes.sorted { left, right in
      let (first, second) = (restricted(left, .circumstance).count, restricted(right, .circumstance).count)
      return first == second ? restricted(left, .caller).count < restricted(right, .caller).count : first < second
    }
    guard let box = sorted.first, let point = form.anyPoint(in: box) else {
      return .unknown(["no request could be named"])
    }
    let words = HintedWords(policy, work)
    let described = try words.described(box, form, []).components
    let choices = restricted(box, .caller).map { index in
      Note(component: form.components[index].name, words: point.values[index].text.map { "`\($0)`" } ?? "missing")
    }
    let names = Set(restricted(box, .circumstance).map { form.components[$0].name })
    let circumstances = described.filter { names.contains($0.name) }.map { Note(component: $0.name, words: $0.words) }
    return .admitted(choices: choices, circumstances: isAnywhere ? [] : circumstances)
  }
}
