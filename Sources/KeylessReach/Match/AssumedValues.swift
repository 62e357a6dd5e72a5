import KeylessPolicy

/// What a policy asks of components that nobody has told, value by value: a project has one id, so that a policy's
/// statement for one id and its statement for another never help the same job.
enum AssumedValues {
  /// Beyond so many the values are not told apart one by one, and the check refuses to answer.
  private static let most = 64

  /// The region for each value that the policy asks for; the region itself where it asks for one at most.
  static func split(
    _ region: PipelineRegion,
    _ parts: [TrustReach.FormReach],
    _ work: Work
  ) throws(TooComplex) -> [PipelineRegion] {
    var regions = [region]
    for name in region.assumed where region.components[name] == nil {
      let values = try self.values(of: name, region, parts, work)
      if values.count < 2 { continue }
      regions = regions.flatMap { region in
        values.map { value in
          var region = region
          region.components[name] = value
          return region
        }
      }
      if regions.count > most { throw TooComplex(bound: .boxes(most)) }
    }
    return regions
  }

  /// Only what is asked where the rest of the job is let in counts.
  private static func values(
    of name: String,
    _ region: PipelineRegion,
    _ parts: [TrustReach.FormReach],
    _ work: Work
  ) throws(TooComplex) -> [Language] {
    var values: [Language] = []
    for part in parts {
      guard let index = part.form.place(of: name) else { continue }
      let own = try region.boxes(part.form, work)
      for box in try part.possible.intersection(own, work).boxes {
        guard case .text(let language)? = box.factors[index]?.values, !values.contains(language) else { continue }
        values.append(language)
      }
    }
    return values
  }
}
