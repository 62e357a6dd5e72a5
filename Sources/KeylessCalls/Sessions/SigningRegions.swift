package import KeylessAWS

/// Which regions the signatures of STS and IAM may be scoped to.
package enum SigningRegions: Hashable, Sendable {
  /// With a custom endpoint every client signs with its own region.
  case any
  /// As AWS has it: IAM has one control plane in a partition; STS one in each region, and in `aws` a global endpoint, which
  /// is signed for as IAM is (AWS General Reference, "IAM endpoints and quotas", "STS endpoints and quotas").
  case strict

  /// For a server that stands for one region.
  package func accepted(for service: String, in region: String, of partition: Partition) -> SigV4Verifier.Regions {
    guard self == .strict else { return .any }
    switch service {
    case "iam": return .only([partition.globalRegion])
    case "sts": return .only(partition.hasGlobalSTS ? [region, partition.globalRegion] : [region])
    default: return .any
    }
  }
}
