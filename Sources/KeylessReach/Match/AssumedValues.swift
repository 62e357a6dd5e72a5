import KeylessPolicy

/// What a policy asks of components that nobody has told, value by value: a project has one id, so that a policy's
/// statement for one id and its statement for another never help the same job.
enum AssumedValues {
  /// Beyond so many the values are not told apart one by one, and the check refuses to answer.
  private static let most = 64

  /// The regions for each value that the policy asks for; as they are where it asks for one at most.
  static func split(
    _ regions: [PipelineRegion],
    _ parts: [TrustReach.FormReach],
    _ work: Work
  ) throws(TooComplex) -> [[PipelineRegion]] {
    var all = [regions]
    var names: [String] = []
    for name in regions.flatMap(\.assumed) where !names.contains(name) { names.append(name) }
    for name in names {
      let values = try self.values(of: name, regions, parts, work)
      if values.count < 2 { continue }
      all = all.flatMap { regions in
        values.map { value in
          regions.map { region in
            var region = region
            if region.components[name] == nil { region.components[name] = value }
            return region
          }
        }
      }
      if all.count > most { throw TooComplex(bound: .boxes(most)) }
    }
    return all
  }

  /// Only what is asked where the rest of the job is let in counts.
  private static func values(
    of name: String,
    _ regions: [PipelineRegion],
    _ parts: [TrustReach.FormReach],
    _ work: Work
  ) throws(TooComplex) -> [Language] {
    var values: [Language] = []
    for part in parts {
      guard let index = part.form.place(of: name) else { continue }
      for region in regions where region.components[name] == nil && region.fits(part.form) {
        let own = try region.boxes(part.form, work)
        for box in try part.possible.intersection(own, work).boxes {
          guard case .text(let language)? = box.factors[index]?.values, !values.contains(language) else { continue }
          values.append(language)
        }
      }
    }
    return values
  }
}
