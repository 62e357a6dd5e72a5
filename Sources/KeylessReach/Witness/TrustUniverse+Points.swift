package import KeylessPlatforms

extension TrustUniverse {
  /// A recognisable point of a box, by nobody in particular.
  package func point(in box: Box, of form: Form) -> Point? {
    PointChooser(platform: platform, issuer: issuer, form: form, kind: .contributor, owners: Owners()).point(in: box)
  }

  /// What a job would have to be.
  package func pipeline(of point: Point, _ form: Form) -> Pipeline {
    var components: [String: String] = [:]
    for (component, value) in zip(form.components, point.values) where component.origin == .pipeline {
      let presence = form.place(of: Presence.component(of: component.name))
      let tag = form.place(of: SessionTagKeys.presence(of: component.name))
      let isTag = tag.map { point.values[$0] == .text(Presence.presentText) } ?? false
      if let presence, !isTag, point.values[presence] != .text(Presence.presentText) { continue }
      if case .text(let text) = value { components[component.name] = String(decoding: text, as: UTF8.self) }
    }
    var pipeline = platform.pipeline(of: components)
    pipeline.facts = pipeline.facts.filter { platform.fact(named: $0.key) != nil }
    for (fact, value) in form.token?.fixed ?? [:] { pipeline[fact] = value }
    platform.addEnvironment(to: &pipeline)
    return pipeline
  }
}
