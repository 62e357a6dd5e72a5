import KeylessAWS
import KeylessChain
import KeylessClient

/// The endpoint and the region of STS, where the tool asks it.
///
/// Without a region it is the usual one of the partition `aws`, where some SDKs refuse to ask at all.
struct STSPlace {
  let endpoint: String
  let region: String

  init(_ situation: Situation, _ tool: Tool, isOwn: Bool = false) throws {
    let settings = try ToolSettings(situation, tool)
    let given = try (isOwn ? settings.ownSTSRegion() : nil) ?? settings.region()
    let partition = given.flatMap { Partition(region: $0) } ?? .aws
    // The text becomes a part of a host's name: `x.example/` would be another's host.
    if let given, given.isEmpty || !given.utf8.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x2D }) {
      throw LinkProblem("the region that STS is asked in is no region: letters, digits and `-` are wanted")
    }
    region = given ?? partition.globalRegion
    endpoint = try settings.endpoint(of: "STS") ?? "https://sts.\(region).\(partition.dnsSuffix)"
  }
}
