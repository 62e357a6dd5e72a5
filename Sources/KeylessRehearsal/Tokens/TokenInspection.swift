import KeylessAWS
package import KeylessOIDC
import KeylessPlatforms
package import KeylessSource

/// What a token says and what AWS would see of it, in words; the token itself and its signature are never part of it.
package struct TokenInspection: Sendable {
  private let token: UnverifiedToken
  private let now: Int
  /// Nil: no keys were given, so nothing vouches for the claims.
  private let signature: SignatureCheck?

  private enum SignatureCheck: Sendable {
    case good
    case bad(String)
  }

  /// Reads a token file's bytes; `now` in Unix seconds.
  ///
  /// Throws a `TokenRefusal` when the text is no token that AWS would read.
  package init(_ file: [UInt8], keys: JSONWebKeySet?, now: Int) throws(TokenRefusal) {
    token = try UnverifiedToken.parse(TokenFile.token(in: file))
    self.now = now
    guard let keys else {
      signature = nil
      return
    }
    do {
      try TokenVerifier.checkSignature(token, keys: keys)
      signature = .good
    } catch {
      signature = .bad(error.reason)
    }
  }

  /// False when keys were given and none of them made the signature.
  package var isTrustworthy: Bool {
    if case .bad = signature { false } else { true }
  }

  package var text: String {
    var lines = ["header"]
    lines += Self.rows(token.header.node)
    lines.append("claims")
    lines += Self.rows(token.claims.node)
    lines += times + onAWS
    switch signature {
    case .none:
      lines += [
        "signature",
        "  not checked: give the issuer's keys with --jwks FILE. Until then anybody may have written these claims.",
      ]
    case .good: lines += ["signature", "  good: made by one of the given keys"]
    case .bad(let reason): lines += ["signature", "  WRONG: \(reason)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: JSON {
    var members: [JSON.Member] = [
      .init("header", token.header.node.plain),
      .init("claims", token.claims.node.plain),
      .init("awsConditionKeys", .object(conditionKeys.map { JSON.Member($0.key, .string($0.value)) })),
    ]
    switch signature {
    case .none: members.append(.init("signature", "not checked"))
    case .good: members.append(.init("signature", "good"))
    case .bad(let reason): members += [.init("signature", "wrong"), .init("reason", .string(reason))]
    }
    return .object(members)
  }

  private static func rows(_ node: JSONNode) -> [String] {
    guard case .object(let members) = node.value else { return [] }
    let width = min(members.map { TerminalText.escaping($0.name).count }.max() ?? 0, 28)
    return members.map { member in
      let name = TerminalText.escaping(member.name)
      let value: String = if case .string(let text) = member.value.value { text } else { member.value.plain.compact }
      return "  \(name)\(String(repeating: " ", count: max(width - name.count, 0)))  \(TerminalText.escaping(value))"
    }
  }

  private var times: [String] {
    guard let issued = token.claims.issuedAt, let expiry = token.claims.expiry else { return [] }
    let left = expiry &- now
    let state = left > 0 ? "expires in \(Self.duration(left))" : "expired \(Self.duration(-left)) ago"
    return [
      "times", "  issued \(WireTime.extended(issued)), valid for \(Self.duration(max(expiry &- issued, 0))), \(state)",
    ]
  }

  private static func duration(_ seconds: Int) -> String {
    if seconds < 120 { return "\(seconds) s" }
    if seconds < 7200 { return "\(seconds / 60) min" }
    return seconds < 172_800 ? "\(seconds / 3600) h" : "\(seconds / 86_400) days"
  }

  private var onAWS: [String] {
    guard let issuer = token.claims.issuer else {
      return ["on AWS", "  no provider can be found: the token has no `iss`"]
    }
    let keys = conditionKeys
    let width = keys.map(\.key.count).max() ?? 0
    return [
      "on AWS",
      "  provider \(TerminalText.escaping(ConditionKeyMap.prefix(of: issuer))); a trust policy sees these keys and no others",
    ]
      + keys.map { key, value in
        let key = TerminalText.escaping(key)
        return "  \(key)\(String(repeating: " ", count: max(width - key.count, 0)))  \(TerminalText.escaping(value))"
      }
  }

  private var conditionKeys: [(key: String, value: String)] {
    guard let issuer = token.claims.issuer else { return [] }
    let prefix = ConditionKeyMap.prefix(of: issuer)
    return ConditionKeyMap.claims(mappedFor: issuer).compactMap { mapped in
      let value: String? =
        switch mapped.claim {
        case "aud":
          token.claims.authorizedParty ?? (token.claims.audiences.count == 1 ? token.claims.audiences[0] : nil)
        case "oaud": token.claims.audiences.isEmpty ? nil : token.claims.audiences.joined(separator: ", ")
        default:
          switch token.claims[claim: mapped.claim]?.value {
          case .string(let text): text
          case .number(let number) where mapped.kind == .number: number.literal
          case .array(let nodes) where mapped.kind == .strings:
            nodes.compactMap { if case .string(let text) = $0.value { text } else { nil } }.joined(separator: ", ")
          default: nil
          }
        }
      return value.map { ("\(prefix):\(mapped.key)", $0) }
    }
  }
}
