package import KeylessCalls
package import KeylessIssuers

/// How a local AWS differs from the plainest one.
package struct Settings: Sendable {
  /// What `aws:RequestedRegion` says for calls that name no region.
  package var region: String
  /// The secret from which session keys and users' secret keys are derived, 32 bytes or more; nil: random, so that
  /// sessions die with the server.
  package var root: [UInt8]?
  package var administrators: [Administrator]
  package var organization: OrganizationPolicies
  /// Which regions a credential scope of STS and IAM may name.
  package var regions: SigningRegions
  /// Fetches the keys of issuers that are registered and not played; nil: nothing is fetched.
  package var remoteIssuers: RemoteIssuers?
  /// Whether IAM registers providers that AWS would not: plain `http` to a loopback address, and URLs with a port.
  package var allowsLocalIssuers: Bool
  /// With it an administrator has played issuers sign tokens; nil: nobody can.
  package var mintingSecret: BearerToken?
  /// Names under which this server is called besides addresses and `localhost`, in lower case; a bucket may stand before
  /// them.
  package var hostNames: [String]
  /// Services whose calls are passed on; none is here twice.
  package var upstreams: [Upstream]

  package init(
    region: String = "us-east-1",
    root: [UInt8]? = nil,
    administrators: [Administrator] = [],
    organization: OrganizationPolicies = .none,
    regions: SigningRegions = .any,
    remoteIssuers: RemoteIssuers? = nil,
    allowsLocalIssuers: Bool = false,
    mintingSecret: BearerToken? = nil,
    hostNames: [String] = [],
    upstreams: [Upstream] = []
  ) {
    self.region = region
    self.root = root
    self.administrators = administrators
    self.organization = organization
    self.regions = regions
    self.remoteIssuers = remoteIssuers
    self.allowsLocalIssuers = allowsLocalIssuers
    self.mintingSecret = mintingSecret
    self.hostNames = hostNames
    self.upstreams = upstreams
  }
}
