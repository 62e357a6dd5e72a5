import KeylessPolicy
import KeylessSource

/// What a caller of sts:AssumeRole could choose so that a trust policy lets it in: the values that the policy spells.
enum ChainChoices {
  static let usualName = "keyless"

  /// More values are tried for nobody's sake.
  private static let most = 16

  /// The usual name first; a wildcard of a policy's value stands for any text.
  static func sessionNames(_ trust: PolicyDocument) -> [String] {
    var names = [usualName]
    for value in values(ConditionKey("sts:RoleSessionName"), trust) {
      for filling in ["", "x"] {
        let name = value.replacing("*", with: filling).replacing("?", with: "x")
        guard isSessionName(name), !names.contains(name), names.count < most else { continue }
        names.append(name)
      }
    }
    return names
  }

  static func externalIDs(_ trust: PolicyDocument) -> [String] {
    var ids: [String] = []
    for value in values(ConditionKey("sts:ExternalId"), trust) {
      let id = value.replacing("*", with: "x").replacing("?", with: "x")
      if !ids.contains(id), ids.count < most { ids.append(id) }
    }
    return ids
  }

  private static func values(_ key: ConditionKey, _ trust: PolicyDocument) -> [String] {
    trust.statements.flatMap(\.conditions).filter { $0.key.value == key }
      .flatMap { clause in clause.values.filter { $0.value.variables.isEmpty }.map(\.value.text) }
  }

  /// 2 to 64 characters of `\w+=,.@-` (STS API, `AssumeRole`).
  private static func isSessionName(_ name: String) -> Bool {
    (2...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || "+=,.@-_".utf8.contains(byte)
      }
  }
}
