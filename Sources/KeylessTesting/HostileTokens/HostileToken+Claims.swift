import KeylessOIDC
import KeylessSource

extension HostileToken {
  /// Claims of a wrong type or with an unusable value.
  static func types(_ forge: TokenForge) throws -> [HostileToken] {
    func hostile(_ claim: String, _ value: JSON, _ code: TokenRefusal.Code, _ message: String) throws -> HostileToken {
      HostileToken("\(claim) = \(value.compact.prefix(40))", try forge.token(claims: [claim: value]), code, message)
    }
    var all: [HostileToken] = []
    for claim in ["exp", "iat", "nbf"] {
      let values: [JSON] = [
        .string("\(forge.now)"), .null, true, [.integer(forge.now)], .number("\(forge.now).0"), .number("1e9"),
        .number("1E+9"),
        .integer(-1), .number("-0"), .number("9223372036854775808"), .number("99999999999999999999999999"),
        .integer(253_402_300_800), .integer(Int.max), .object([]),
      ]
      for value in values {
        all.append(try hostile(claim, value, .invalidTimestamp, "Invalid timestamp in token claims."))
      }
    }
    for value: JSON in [.null, 1, true, ["x"], [:]] {
      all.append(try hostile("iss", value, .invalidIssuer, "The issuer claim must be a string."))
      all.append(try hostile("sub", value, .invalidSubject, "The subject claim must be a string or number."))
      all.append(try hostile("azp", value, .invalidAuthorizedParty, "The authorized party claim is invalid."))
    }
    for value: JSON in [.null, 1, true, [], [1], ["x", .null], [["x"]], [:], "", [""], "a\u{0}b", ["a\nb"]] {
      all.append(try hostile("aud", value, .invalidAudience, "The audience claim is invalid."))
    }
    for value: JSON in [.null, 1, [], [1], [:]] {
      all.append(
        try hostile(
          "amr",
          value,
          .invalidAuthenticationMethods,
          "The web identity token provided could not be validated."
        )
      )
    }
    for text in [
      "", "a\nb", "a\r\nb", "a\u{0}", "\u{1B}[2J", "a\u{7F}", "a\u{85}b", "\u{9F}", String(repeating: "s", count: 256),
    ] {
      all.append(try hostile("sub", .string(text), .unusableSubject, "Invalid token subject"))
    }
    all.append(try hostile("iss", .string(forge.issuer + "\n"), .invalidIssuer, "The issuer claim must be a string."))
    all.append(
      try hostile("iss", .string(forge.issuer + "\u{0}"), .invalidIssuer, "The issuer claim must be a string.")
    )
    return all
  }

  static func missing(_ forge: TokenForge) throws -> [HostileToken] {
    var all: [HostileToken] = []
    for claim in ["iss", "sub", "aud", "iat", "exp"] {
      all.append(
        HostileToken(
          "no \(claim)",
          try forge.token(claims: [claim: nil]),
          .missingClaim,
          "Missing a required claim: \(claim)"
        )
      )
    }
    all.append(
      HostileToken(
        "only SUB",
        try forge.token(claims: ["sub": nil, "SUB": "x"]),
        .missingClaim,
        "Missing a required claim: sub"
      )
    )
    return all
  }

  /// Issuers and audiences that are nearly the right ones.
  static func places(_ forge: TokenForge) throws -> [HostileToken] {
    let host = forge.issuer.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
    let scheme = forge.issuer.utf8.starts(with: "https".utf8) ? "http" : "https"
    var all: [HostileToken] = []
    for issuer in [
      "\(scheme)://\(host)", forge.issuer + "/", forge.issuer.uppercased(), host, forge.issuer + ":4443",
      forge.issuer + ".",
      forge.issuer + ".evil.example", "https://evil.example/\(host)", "https://\(host)@evil.example",
      "https://user@\(host)",
      forge.issuer + "?x", forge.issuer + "#x", forge.issuer + "/../x", " " + forge.issuer, forge.issuer + " ",
      forge.issuer.replacing("e", with: "\u{0435}"), forge.issuer + "\u{301}",
      forge.issuer.replacing("e", with: "e\u{200B}"),
      "https://xn--\(host)",
    ] {
      all.append(
        HostileToken(
          "issuer `\(issuer)`",
          try forge.token(claims: ["iss": .string(issuer)]),
          .unknownIssuer,
          "No OpenIDConnect provider found in your account for \(issuer)"
        )
      )
    }
    let wrong = "Incorrect token audience"
    for audience in [
      "other", forge.audience.uppercased(), forge.audience + " ", forge.audience + "\u{301}", "*",
      forge.audience + ",b",
    ] {
      all.append(
        HostileToken(
          "audience `\(audience)`",
          try forge.token(claims: ["aud": .string(audience)]),
          .wrongAudience,
          wrong
        )
      )
    }
    let right = JSON.string(forge.audience)
    let several = "Token audience contains more than one audience while authorized party is not present"
    all += [
      HostileToken("wrong audience in an array", try forge.token(claims: ["aud": ["x"]]), .wrongAudience, wrong),
      HostileToken(
        "right and wrong audience",
        try forge.token(claims: ["aud": [right, "x"]]),
        .severalAudiences,
        several
      ),
      HostileToken(
        "the right audience twice",
        try forge.token(claims: ["aud": [right, right]]),
        .severalAudiences,
        several
      ),
      HostileToken("right audience, wrong azp", try forge.token(claims: ["azp": "x"]), .wrongAudience, wrong),
      HostileToken(
        "azp in another case",
        try forge.token(claims: ["azp": .string(forge.audience.uppercased())]),
        .wrongAudience,
        wrong
      ),
    ]
    return all
  }

  static func times(_ forge: TokenForge) throws -> [HostileToken] {
    let now = forge.now
    func expired(_ name: String, _ expiry: Int) throws -> HostileToken {
      HostileToken(
        name,
        try forge.token(claims: ["exp": .integer(expiry)]),
        .expired,
        "Token expired: current date/time \(now) must be before the expiration date/time \(expiry)",
        .expiredToken
      )
    }
    func ahead(_ claim: String, _ time: Int, _ code: TokenRefusal.Code, _ message: String) throws -> HostileToken {
      HostileToken("\(claim) = now + \(time - now)", try forge.token(claims: [claim: .integer(time)]), code, message)
    }
    return [
      try expired("expired at the end of the leeway", now - 300), try expired("expired long ago", 1),
      try expired("exp 0", 0),
      HostileToken(
        "issued five days ago, and not expired",
        try forge.token(claims: ["iat": .integer(now - 441_398), "exp": .integer(now + 600)]),
        .tooOld,
        "Token too old: 441398",
        .expiredToken
      ),
      HostileToken(
        "issued in 1970, and not expired",
        try forge.token(claims: ["iat": .integer(0), "exp": .integer(now + 600)]),
        .tooOld,
        "Token too old: \(now)",
        .expiredToken
      ),
      try ahead("nbf", now + 301, .notYetValid, "The web identity token is not yet valid."),
      try ahead("nbf", 253_402_300_799, .notYetValid, "The web identity token is not yet valid."),
      try ahead("iat", now + 301, .issuedInTheFuture, "Token issued in the future."),
      try ahead("iat", 253_402_300_799, .issuedInTheFuture, "Token issued in the future."),
    ]
  }

  /// The claims that speak to AWS.
  static func specials(_ forge: TokenForge) throws -> [HostileToken] {
    let tags = "https://aws.amazon.com/tags"
    func hostile(
      _ name: String,
      _ claims: [String: JSON?],
      _ code: TokenRefusal.Code,
      _ message: String
    ) throws -> HostileToken {
      HostileToken(name, try forge.token(claims: claims), code, message)
    }
    func nested(_ name: String, _ value: JSON) throws -> HostileToken {
      try hostile(
        "tags: " + name,
        [tags: value],
        .invalidTags,
        "Session tags passed in claim are not in correct format."
      )
    }
    func principal(_ name: String, _ value: JSON) throws -> HostileToken { try nested(name, ["principal_tags": value]) }
    var all = [
      try nested("array around (Ceph)", [["principal_tags": ["K": ["V"]]]]), try nested("null", .null),
      try principal("string value", ["K": "V"]), try principal("two values", ["K": ["a", "b"]]),
      try principal("no value", ["K": []]), try principal("number", ["K": [1]]), try principal("array", []),
      try principal("empty key", ["": ["V"]]), try principal("aws: prefix", ["AWS:x": ["V"]]),
      try principal("same key in two cases", ["Team": ["a"], "TEAM": ["b"]]),
      try principal("key too long", .object([.init(String(repeating: "k", count: 129), ["V"])])),
      try principal("value too long", ["K": [.string(String(repeating: "v", count: 257))]]),
      try principal("character not allowed", ["K": ["a*b"]]), try principal("control character", ["K": ["a\nb"]]),
      try principal("51 tags", .object((0..<51).map { JSON.Member("k\($0)", ["v"]) })),
      try nested("transitive key that is no tag", ["transitive_tag_keys": ["K"]]),
      try nested("transitive twice", ["principal_tags": ["K": ["V"]], "transitive_tag_keys": ["K", "k"]]),
      try nested("transitive not an array", ["principal_tags": ["K": ["V"]], "transitive_tag_keys": "K"]),
      try hostile(
        "tags: both forms, one key",
        [tags: ["principal_tags": ["K": ["V"]]], tags + "/principal_tags/k": "W"],
        .invalidTags,
        "Session tags passed in claim are not in correct format."
      ),
      try hostile(
        "tags: flat array",
        [tags + "/principal_tags/K": ["V"]],
        .invalidTags,
        "Session tags passed in claim are not in correct format."
      ),
    ]
    for value: JSON in [.null, 1, "x", "a b", "a:b", "é€", .string(String(repeating: "x", count: 65)), ["ab"]] {
      all.append(
        try hostile(
          "source identity \(value.compact.prefix(20))",
          ["https://aws.amazon.com/source_identity": value],
          .invalidSourceIdentity,
          "The source identity claim is invalid."
        )
      )
    }
    for value: JSON in [.null, 1, "x", "arn:aws", [1], ["arn:aws:iam::111122223333:role/a", "*"], [:]] {
      all.append(
        try hostile(
          "roles \(value.compact.prefix(40))",
          ["https://aws.amazon.com/roles": value],
          .invalidRoles,
          "The roles claim is not in a supported format"
        )
      )
    }
    return all
  }
}
