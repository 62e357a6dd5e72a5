package import KeylessAWS

/// Where IAM and STS of a partition are: AWS's own, or what the environment names.
package struct AWSEndpoints: Hashable, Sendable {
  package var iam: String
  package var sts: String
  /// IAM has one control plane per partition and is signed for its region; STS is asked in the same one.
  package var region: String

  /// The variables are those of the AWS SDKs; the one for a service wins over the general one.
  package init(partition: Partition, environment: [String: String]) throws(ClientError) {
    region = partition.globalRegion
    iam =
      try Self.named("AWS_ENDPOINT_URL_IAM", environment)
      ?? "https://iam.\(Self.iamHost(partition)).\(partition.dnsSuffix)".replacing("..", with: ".")
    sts =
      try Self.named("AWS_ENDPOINT_URL_STS", environment)
      ?? "https://sts.\(partition.globalRegion).\(partition.dnsSuffix)"
  }

  /// What stands between `iam` and the domain; AWS's published endpoint data (botocore).
  private static func iamHost(_ partition: Partition) -> String {
    switch partition.id {
    case "aws": ""
    case "aws-us-gov": "us-gov"
    default: partition.globalRegion
    }
  }

  private static func named(_ variable: String, _ environment: [String: String]) throws(ClientError) -> String? {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if value("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.lowercased() == "true" { return nil }
    guard
      let (name, given) = [variable, "AWS_ENDPOINT_URL"].lazy.compactMap({ name in value(name).map { (name, $0) } })
        .first
    else { return nil }
    let url = given.utf8.last == UInt8(ascii: "/") ? String(given.dropLast()) : given
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "http:" || parts[0] == "https:", parts[1].isEmpty, !parts[2].isEmpty,
      !parts[2].utf8.contains(where: { "@?#".utf8.contains($0) }), parts[2].utf8.last != UInt8(ascii: ":")
    else {
      throw ClientError(
        "\(name) is no endpoint: an http or https URL with a host, an optional port and no path is wanted"
      )
    }
    return url
  }
}
