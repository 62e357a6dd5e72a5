package import KeylessCIHalf
package import KeylessPlatforms

/// Private issuers whose platform is told: by `keyless.yaml`, by the project's own host, or on the command line.
package struct KnownIssuers: Sendable {
  /// By URL without scheme.
  package var platforms: [String: Platform]

  package init(_ platforms: [String: Platform] = [:]) {
    self.platforms = platforms
  }

  /// The issuers that the jobs of a CI half have: a private host is of the platform whose files lie there.
  package mutating func add(_ half: CIHalf) {
    for job in half.jobs {
      guard let issuer = JobIssuer.issuer(of: job), Platform.issuing(issuer) == nil,
        let platform = Platform.named(job.platform.description)
      else { continue }
      platforms[ConditionKeyMap.prefix(of: issuer)] = platform
    }
  }
}
