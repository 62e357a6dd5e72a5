import KeylessAWS
import KeylessCalls

/// How many client ids and thumbprints a provider may have.
enum ProviderLimits {
  static let providers = 100
  private static let clientIDs = 100
  private static let thumbprints = 5

  static let clientID: [ParameterConstraint] = [.maximumLength(255), .minimumLength(1)]
  static let thumbprint: [ParameterConstraint] = [.maximumLength(40), .minimumLength(40)]

  /// The ids without repetitions, in the order in which they first came.
  static func checked(clientIDs ids: [String]) throws(Refusal) -> [String] {
    var seen: Set<[UInt8]> = []
    let unique = ids.filter { seen.insert(Array($0.utf8)).inserted }
    guard unique.count <= clientIDs else {
      throw Refusal(.quotaExceeded("ClientIdsPerOpenIdConnectProvider", clientIDs))
    }
    return unique
  }

  /// The text says fewer than five, the limit is five (observed).
  static func check(thumbprints list: [String]) throws(Refusal) {
    guard list.count <= thumbprints else {
      throw Refusal(.invalidInput("Thumbprint list must contain fewer than \(thumbprints) entries."))
    }
  }
}
