import KeylessTesting
import KeylessOIDC
import KeylessSource
import Testing

@Suite("the verifier's steps and what they hand on")
struct TokenVerifierTests {
  @Test("a verified token gives its claims")
  func givesClaims() throws {
    let forge = try Issuer.forge.get()
    let compact = try forge.token(claims: [
      "aud": ["x", "y"], "azp": .string(forge.audience), "amr": ["ci"], "repository": "octo-org/octo-repo",
      "https://aws.amazon.com/source_identity": "octo@cat",
      "https://aws.amazon.com/roles": ["arn:aws:iam::111122223333:role/a"],
    ])
    let token = try TokenVerifier.verify(try UnverifiedToken.parse(compact), against: Issuer.expected(forge))
    #expect(token.issuer == forge.issuer)
    #expect(token.subject == "repo:octo-org/octo-repo:ref:refs/heads/main")
    #expect(token.effectiveAudience == forge.audience)
    #expect(token.rawAudiences == ["x", "y"])
    #expect(token.amr == ["ci"])
    #expect(token.expiry == forge.now + 300)
    #expect(token.issuedAt == forge.now - 10)
    #expect(token[claim: "repository"]?.plain == "octo-org/octo-repo")
    #expect(token[claim: "Repository"] == nil)
    #expect(token.special.sourceIdentity == "octo@cat")
    try token.checkRole("arn:aws:iam::111122223333:role/a")
  }

  @Test(
    "bytes verify like text, and a byte that is not UTF-8 is refused wherever it stands",
    arguments: [0x80, 0xC3, 0xFF]
  )
  func refusesOtherBytes(_ byte: UInt8) throws {
    let forge = try Issuer.forge.get()
    let bytes = Array(try forge.token().utf8)
    _ = try TokenVerifier.verify(try UnverifiedToken.parse(bytes), against: Issuer.expected(forge))
    for place in bytes.indices {
      var (replaced, inserted) = (bytes, bytes)
      replaced[place] = byte
      inserted.insert(byte, at: place)
      for changed in [replaced, inserted] {
        #expect(throws: TokenRefusal.self) { try UnverifiedToken.parse(changed) }
      }
    }
  }

  @Test("a role outside the token's list is refused, and without a list any role passes")
  func checksRoles() throws {
    let forge = try Issuer.forge.get()
    func code(_ roles: JSON?, _ arn: String) throws -> TokenRefusal.Code? {
      let compact = try forge.token(claims: roles.map { ["https://aws.amazon.com/roles": $0] } ?? [:])
      let token = try TokenVerifier.verify(try UnverifiedToken.parse(compact), against: Issuer.expected(forge))
      do {
        try token.checkRole(arn)
        return nil
      } catch {
        #expect(error.awsError.message == "The target role ARN is not present in the roles claim of the identity token")
        return error.code
      }
    }
    let role = "arn:aws:iam::111122223333:role/a"
    #expect(try code(nil, role) == nil)
    #expect(try code(.string(role), role) == nil)
    #expect(try code(.string(role), role + "b") == .roleNotListed)
    #expect(try code(.string("arn:aws:iam::111122223333:role/*"), role) == .roleNotListed)
    #expect(try code([.string("arn:aws:iam::111122223333:role/A")], role) == .roleNotListed)
    #expect(try code([], role) == .roleNotListed)
  }

  @Test("a key without a name serves a token without a name only when it is the only key")
  func singleKey() throws {
    let forge = try Issuer.forge.get()
    var expected = Issuer.expected(forge)
    expected.keys = try JSONWebKeySet([JSONWebKey(forge.rsa.publicKey.material, keyID: nil)])
    #expect(Issuer.refusal(try forge.token(header: ["kid": nil]), expected) == nil)
    #expect(Issuer.refusal(try forge.token(), expected)?.code == .unknownKey)
    #expect(
      Issuer.refusal(try forge.token(header: ["kid": nil], by: forge.attacker), expected)?.code == .wrongSignature
    )
    expected.keys = try JSONWebKeySet([])
    #expect(Issuer.refusal(try forge.token(header: ["kid": nil]), expected)?.code == .missingKeyID)
    #expect(Issuer.refusal(try forge.token(), expected)?.code == .unknownKey)
  }

  @Test("an empty client id list admits no audience")
  func emptyClientIDs() throws {
    let forge = try Issuer.forge.get()
    var expected = Issuer.expected(forge)
    expected.clientIDs = []
    #expect(Issuer.refusal(try forge.token(), expected)?.code == .wrongAudience)
  }

  @Test("an issuer that Swift calls equal but whose bytes differ is another issuer")
  func canonicalEquivalence() throws {
    let forge = try Issuer.forge.get()
    var expected = Issuer.expected(forge)
    expected.issuer = "https://caf\u{E9}.example"
    let twin = "https://cafe\u{301}.example"
    #expect(twin == expected.issuer)
    #expect(Issuer.refusal(try forge.token(claims: ["iss": .string(twin)]), expected)?.code == .unknownIssuer)
    #expect(Issuer.refusal(try forge.token(claims: ["iss": .string(expected.issuer)]), expected) == nil)
    expected = Issuer.expected(forge)
    expected.clientIDs = ["caf\u{E9}"]
    #expect(Issuer.refusal(try forge.token(claims: ["aud": "cafe\u{301}"]), expected)?.code == .wrongAudience)
    #expect(Issuer.refusal(try forge.token(claims: ["aud": "caf\u{E9}"]), expected) == nil)
  }

  @Test("an absurd leeway or clock refuses instead of trapping", arguments: [Int.max, Int.min])
  func absurdTimes(_ value: Int) throws {
    let forge = try Issuer.forge.get()
    var expected = Issuer.expected(forge)
    expected.leeway = value
    #expect(Issuer.refusal(try forge.token(), expected) != nil)
    expected = Issuer.expected(forge)
    expected.now = value
    #expect(Issuer.refusal(try forge.token(), expected) != nil)
  }

  @Test("a token with several faults is answered in AWS's order")
  func order() throws {
    let forge = try Issuer.forge.get()
    let expected = Issuer.expected(forge)
    func code(_ claims: [String: JSON?]) throws -> TokenRefusal.Code? {
      Issuer.refusal(try forge.token(claims: claims, by: forge.attacker), expected)?.code
    }
    #expect(try code(["sub": nil, "iss": "x", "aud": "x", "exp": 1]) == .missingClaim)
    #expect(try code(["iss": "x", "aud": "x", "exp": 1]) == .unknownIssuer)
    #expect(try code(["aud": "x", "exp": 1]) == .wrongAudience)
    #expect(try code(["exp": 1]) == .expired)
    #expect(try code(["https://aws.amazon.com/roles": 1]) == .wrongSignature)
  }

  @Test("the provider lookup may ask for the issuer first")
  func issuerFirst() throws {
    let forge = try Issuer.forge.get()
    #expect(try TokenVerifier.requireIssuer(try UnverifiedToken.parse(try forge.token())) == forge.issuer)
    #expect(throws: TokenRefusal.self) {
      try TokenVerifier.requireIssuer(try UnverifiedToken.parse(try forge.token(claims: ["iss": nil])))
    }
    #expect(TokenRefusal.keysUnavailable("HTTP 500").awsError.message.contains("provider,  please"))
    #expect(TokenRefusal.refusedKeys(KeyError(.tooManyKeys, "x")).code == .tooManyKeys)
    #expect(TokenRefusal.refusedKeys(KeyError(.weakKey, "x")).code == .keysUnavailable)
  }

  @Test("a file's final line end is trimmed once and only on request")
  func tokenFile() throws {
    for (text, kept) in [
      ("a.b.c\n", "a.b.c"), ("a.b.c\r\n", "a.b.c"), ("a.b.c", "a.b.c"), ("a\n\n", "a\n"), ("a\r", "a\r"), ("", ""),
      ("\n", ""),
    ] {
      #expect(TokenFile.token(in: Array(text.utf8)) == Array(kept.utf8))
    }
  }

  @Test("session tags are read in both forms")
  func tags() throws {
    let forge = try Issuer.forge.get()
    let tags = "https://aws.amazon.com/tags"
    for claims: [String: JSON?] in [
      [tags: ["principal_tags": ["Team": ["blue"], "Tier": [""]], "transitive_tag_keys": ["team"]]],
      [
        tags + "/principal_tags/Team": "blue", tags + "/principal_tags/Tier": "",
        tags + "/transitive_tag_keys": ["team"],
      ],
    ] {
      let token = try TokenVerifier.verify(
        try UnverifiedToken.parse(try forge.token(claims: claims)),
        against: Issuer.expected(forge)
      )
      #expect(token.special.tags.tags.map(\.key) == ["Team", "Tier"])
      #expect(token.special.tags.tags.map(\.value) == ["blue", ""])
      #expect(token.special.tags.transitiveKeys == ["team"])
    }
  }

  @Test("a token never prints itself")
  func redacted() throws {
    let forge = try Issuer.forge.get()
    let compact = try forge.token()
    let token = try UnverifiedToken.parse(compact)
    let signature = try #require(compact.split(separator: ".").last)
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), dumped] {
      #expect(!text.contains(signature) && !text.contains("sub"))
    }
  }
}
