/// Every key `keyless.yaml` knows; the JSON Schema names the same ones, and a test compares them.
package enum IntentKeys {
  package static let top = [
    "version", "account", "partition", "region", "platform", "issuer", "audience", "owner", "subject", "subject-layout",
    "roles",
  ]
  package static let role = ["path", "description", "max-session-duration", "admits", "policies"]
  package static let admission = [
    "name", "project", "project-id", "namespace-id", "repository-id", "owner-id", "branches", "tags", "environments",
    "merge-requests", "pull-requests", "protected",
  ]
  package static let policies = ["managed", "inline"]

  /// The known key a misspelt one was probably meant to be.
  static func suggestion(for key: String, among known: [String]) -> String? {
    guard key.utf8.count <= 64 else { return nil }
    let spelled = Array(key.lowercased().utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 })
    let nearest = known.map { (key: $0, distance: distance(spelled, Array($0.utf8))) }.min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= 2, nearest.distance < nearest.key.utf8.count else { return nil }
    return nearest.key
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let substitution = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
