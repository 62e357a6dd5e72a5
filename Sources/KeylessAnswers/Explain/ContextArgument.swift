import KeylessOIDC
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// Reads the condition keys of a request: as they are, or as the claims of a token that AWS maps.
enum ContextArgument {
  /// `["v"]` is `"v"`, `[]` is a key that is there and empty.
  static func keys(_ node: JSONNode) throws(BatchError) -> RequestContext {
    guard case .object(let members) = node.value else { throw BatchError("`context` is an object") }
    var context = RequestContext(capacity: members.count)
    for member in members {
      guard context[member.name] == nil else {
        throw BatchError("`context` has the key `\(member.name)` twice: names of keys are compared without case")
      }
      context[member.name] = try values(member.value, "the key `\(member.name)`")
    }
    return context
  }

  /// The keys of this issuer that the claims give; what AWS does not map is not there.
  static func claims(_ node: JSONNode, issuer: String) throws(BatchError) -> RequestContext {
    guard case .object = node.value else { throw BatchError("`claims` is an object") }
    var context = RequestContext()
    let prefix = ConditionKeyMap.prefix(of: issuer)
    for mapped in ConditionKeyMap.claims(mappedFor: issuer) {
      let key = "\(prefix):\(mapped.key)"
      switch mapped.claim {
      case "aud": context[key] = try audience(node)
      case "oaud": context[key] = try node["aud"].map { node throws(BatchError) in try values(node, "`aud`") }
      default:
        guard let claim = node[mapped.claim] else { continue }
        if case .null = claim.value { continue }
        // A claim of another type than AWS maps is not there.
        switch (mapped.kind, claim.value) {
        case (.string, .string), (.number, .number), (.strings, .string), (.strings, .array):
          context[key] = try values(claim, "the claim `\(mapped.claim)`")
        default: break
        }
      }
    }
    do {
      for (key, values) in try SpecialClaims.read(node)?.conditionKeys ?? [] { context[key] = values }
    } catch {
      throw BatchError("STS refuses these claims: \(error)")
    }
    return context
  }

  /// With an authorized party that is the audience (AWS STS), else the token's own.
  private static func audience(_ node: JSONNode) throws(BatchError) -> [String]? {
    if case .string(let party)? = node["azp"]?.value { return [party] }
    return try node["aud"].map { node throws(BatchError) in try values(node, "`aud`") }
  }

  private static func values(_ node: JSONNode, _ what: String) throws(BatchError) -> [String] {
    switch node.value {
    case .string(let text): return [text]
    case .bool(let bool): return [bool ? "true" : "false"]
    case .number(let number): return [number.literal]
    case .array(let items):
      var out: [String] = []
      for item in items {
        if case .array = item.value { throw BatchError("\(what) is a text or a list of texts") }
        out += try values(item, what)
      }
      return out
    case .object, .null: throw BatchError("\(what) is a text or a list of texts")
    }
  }
}
