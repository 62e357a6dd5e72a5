package import KeylessPlatforms

/// Private issuers whose platform is told: by `keyless.yaml`, by the project's own host, or on the command line.
package struct KnownIssuers: Sendable {
  /// By URL without scheme.
  package var platforms: [String: Platform]

  package init(_ platforms: [String: Platform] = [:]) {
    self.platforms = platforms
  }
}
