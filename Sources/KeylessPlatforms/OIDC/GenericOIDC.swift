extension Platform {
  /// Any other OpenID Connect issuer: nothing is known about its subjects, so a subject is free text.
  static let oidc = Platform(
    SimplePlatform(
      id: "oidc",
      title: "OpenID Connect issuer",
      facts: [
        Fact("subject", .text(max: 2048), "the `sub` as the issuer writes it", .required),
        Fact("email", .text(max: 320), "address, where the issuer says it", .optional),
        Fact("email_verified", .flag, "whether the issuer has verified it", .optional),
        Fact("name", .text(max: 255), "name for people", .optional),
        Fact("preferred_username", .text(max: 255), "name for logins", .optional),
        Fact("groups", .list(.text(max: 255)), "groups of the subject; give each one by itself", .optional),
        Fact("amr", .list(.text(max: 255)), "how the subject was authenticated; give each one by itself", .optional),
        Fact("azp", .text(max: 255), "the client the token was issued to", .optional),
      ],
      claims: [
        Claim("iss", .string, .always, .fixed, "the issuer"),
        Claim("sub", .string, .always, .run, "whatever the issuer says", fact: "subject"),
        Claim("aud", .audience, .always, .run, "whom the token is for"),
        Claim("exp", .integer, .always, .run, "when it ends"),
        Claim("nbf", .integer, .always, .run, "when it begins"),
        Claim("iat", .integer, .always, .run, "time of issue"),
        Claim("jti", .string, .always, .run, "unique per token"),
        Claim(
          "azp",
          .string,
          stated,
          .run,
          "AWS is said to take it for the audience (unverified)",
          evidence: .unverified
        ),
        Claim("email", .string, stated, .setting, "address"),
        Claim("email_verified", .flag, stated, .setting, "a boolean"),
        Claim("name", .string, stated, .setting, "name for people"),
        Claim("preferred_username", .string, stated, .renamable, "name for logins"),
        Claim("groups", .strings, stated, .setting, "groups of the subject"),
        Claim("amr", .strings, stated, .run, "how the subject was authenticated"),
      ],
      mapped: ConditionKeyMap.general.filter { ["amr", "email"].contains($0.claim) },
      issuers: [
        IssuerPattern("any https issuer", ["https://", .host, .path], isShared: false, isPublic: false)
      ],
      audience: AudienceRule(allowsMany: true),
      lifetime: Lifetime(seconds: 3600, notBefore: 0, meaning: "the issuer's choice; an hour stands in for it"),
      header: [.algorithm, .keyID, .type],
      forms: [SubjectForm("subject", [.component("subject")])],
      ownership: Ownership(project: ["subject"]),
      sessionClaims: .unknown,
      nearMisses: [
        NearMissRule("another subject", [("subject", .other("keyless-stranger"))]),
        NearMissRule("prefix twin of the subject", [("subject", .twin)]),
        NearMissRule("other case", [("subject", .otherCase)], note: "AWS compares subjects with regard to case"),
        NearMissRule("another address", [("email", .set(.text("stranger@example.com")))]),
        NearMissRule("without address", [("email", .drop)], follows: ["email_verified"], when: .has("email")),
        NearMissRule("one authentication method", [("amr", .set(.list(["pwd"])))]),
        NearMissRule("two authentication methods", [("amr", .set(.list(["pwd", "mfa"])))]),
        NearMissRule("without authentication method", [("amr", .drop)], when: .has("amr")),
      ],
      jobToken: ["How a job comes by the token is the issuer's affair; AWS tools read it from a file."]
    )
  )

  private static let stated = Claim.Presence.when("the issuer states it")
}
