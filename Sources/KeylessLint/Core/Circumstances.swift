import KeylessPolicy
import KeylessSource

/// What a request has by where and when it is made, which no policy says.
enum Circumstances {
  private static let keys = Set(
    [
      "aws:SourceIp", "aws:VpcSourceIp", "aws:CurrentTime", "aws:EpochTime", "aws:SourceVpc", "aws:SourceVpce",
      "aws:UserAgent",
    ].map { ConditionKey($0) }
  )

  private static let region = ConditionKey("aws:RequestedRegion")

  /// The policy without what its `Allow` statements ask of address and time: it is not known to fail.
  static func removed(_ document: PolicyDocument) -> PolicyDocument {
    var out = document
    for index in out.statements.indices where out.statements[index].effect.value == .allow {
      out.statements[index].conditions.removeAll { keys.contains($0.key.value) }
    }
    return out
  }

  /// The regions that the policies speak of, and two others: a caller chooses the region.
  static func regions(_ documents: [PolicyDocument]) -> [String] {
    var out: [String] = []
    for clause in documents.flatMap(\.statements).flatMap(\.conditions) where clause.key.value == region {
      for value in clause.values where out.count < 6 && !out.contains(value.value.text) { out.append(value.value.text) }
    }
    for usual in ["us-east-1", "eu-west-1"] where !out.contains(usual) { out.append(usual) }
    return out
  }
}
