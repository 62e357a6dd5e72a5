/// A separate AWS with its own accounts, endpoints and second field of every ARN.
///
/// The facts are those of AWS's published endpoint and partition data (botocore 1.43).
package struct Partition: Hashable, Sendable, CustomStringConvertible {
  /// The second field of an ARN.
  package let id: String
  package let dnsSuffix: String
  /// The region IAM is signed for; IAM has one control plane per partition.
  ///
  /// For `aws-eusc` and `aws-iso-e` it is (unverified).
  package let globalRegion: String
  /// How the names of this partition's regions begin.
  private let regionPrefixes: [String]

  package var description: String { id }

  /// The global endpoint of STS exists in the `aws` partition only; elsewhere STS is always regional.
  package var hasGlobalSTS: Bool { ASCII.equal(id, "aws") }

  package static let aws = Partition(
    id: "aws",
    dnsSuffix: "amazonaws.com",
    globalRegion: "us-east-1",
    regionPrefixes: ["us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-"]
  )
  package static let china = Partition(
    id: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    globalRegion: "cn-north-1",
    regionPrefixes: ["cn-"]
  )
  package static let govCloud = Partition(
    id: "aws-us-gov",
    dnsSuffix: "amazonaws.com",
    globalRegion: "us-gov-west-1",
    regionPrefixes: ["us-gov-"]
  )
  package static let europeanSovereign = Partition(
    id: "aws-eusc",
    dnsSuffix: "amazonaws.eu",
    globalRegion: "eusc-de-east-1",
    regionPrefixes: ["eusc-"]
  )
  package static let iso = Partition(
    id: "aws-iso",
    dnsSuffix: "c2s.ic.gov",
    globalRegion: "us-iso-east-1",
    regionPrefixes: ["us-iso-"]
  )
  package static let isoB = Partition(
    id: "aws-iso-b",
    dnsSuffix: "sc2s.sgov.gov",
    globalRegion: "us-isob-east-1",
    regionPrefixes: ["us-isob-"]
  )
  package static let isoE = Partition(
    id: "aws-iso-e",
    dnsSuffix: "cloud.adc-e.uk",
    globalRegion: "eu-isoe-west-1",
    regionPrefixes: ["eu-isoe-"]
  )
  package static let isoF = Partition(
    id: "aws-iso-f",
    dnsSuffix: "csp.hci.ic.gov",
    globalRegion: "us-isof-south-1",
    regionPrefixes: ["us-isof-"]
  )

  /// Narrow prefixes come before `aws`, whose `us-` and `eu-` would swallow them.
  package static let all = [govCloud, iso, isoB, isoE, isoF, china, europeanSovereign, aws]

  /// The partition with this id, spelled exactly.
  package init?(id: some StringProtocol) {
    guard let found = Self.all.first(where: { ASCII.equal($0.id, id) }) else { return nil }
    self = found
  }

  /// The partition a region belongs to, by the form of its name: words joined by `-`, the last one a number.
  package init?(region: String) {
    let words = region.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard words.count >= 3, let number = words.last, ASCII.integer(number) != nil,
      words.dropLast().allSatisfy({ !$0.isEmpty && $0.allSatisfy(ASCII.isWord) }),
      let found = Self.all.first(where: { $0.regionPrefixes.contains { region.utf8.starts(with: $0.utf8) } })
    else { return nil }
    self = found
  }

  private init(id: String, dnsSuffix: String, globalRegion: String, regionPrefixes: [String]) {
    self.id = id
    self.dnsSuffix = dnsSuffix
    self.globalRegion = globalRegion
    self.regionPrefixes = regionPrefixes
  }
}
