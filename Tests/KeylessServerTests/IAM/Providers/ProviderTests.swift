import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import Testing

@Suite("IAM: OIDC providers")
struct ProviderTests {
  private static let url = "https://idp.example.com/tenant/"
  private static let arn = "arn:aws:iam::111122223333:oidc-provider/idp.example.com/tenant/"
  private static let thumbprint = String(repeating: "a1", count: 20)

  private func made(_ aws: Administration, _ more: [String: String] = [:]) throws -> WireElement {
    try aws.ask("CreateOpenIDConnectProvider", ["Url": Self.url].merging(more) { $1 })
  }

  @Test("a provider is made, shown without the scheme of its URL, changed, listed and deleted")
  func lifeCycle() throws {
    let aws = try Administration()
    let named = ["OpenIDConnectProviderArn": Self.arn]
    var parameters = Administration.list("ClientIDList", ["b", "a", "b"])
    parameters.merge(Administration.list("ThumbprintList", [Self.thumbprint])) { $1 }
    parameters.merge(Administration.tags([("Team", "shop")])) { $1 }
    let answer = try made(aws, parameters)
    #expect(answer.string("OpenIDConnectProviderArn") == Self.arn)
    #expect(answer.tagTexts == ["Team=shop"])

    var shown = try aws.ask("GetOpenIDConnectProvider", named)
    #expect(shown.string("Url") == "idp.example.com/tenant/")
    #expect(shown.texts("ClientIDList") == ["b", "a"])
    #expect(shown.texts("ThumbprintList") == [Self.thumbprint])
    #expect(shown.time("CreateDate") == Forges.now)

    try aws.ask("AddClientIDToOpenIDConnectProvider", named.merging(["ClientID": "c"]) { $1 })
    try aws.ask("AddClientIDToOpenIDConnectProvider", named.merging(["ClientID": "c"]) { $1 })
    try aws.ask("RemoveClientIDFromOpenIDConnectProvider", named.merging(["ClientID": "b"]) { $1 })
    try aws.ask("RemoveClientIDFromOpenIDConnectProvider", named.merging(["ClientID": "b"]) { $1 })
    let other = String(repeating: "0f", count: 20)
    try aws.ask(
      "UpdateOpenIDConnectProviderThumbprint",
      named.merging(Administration.list("ThumbprintList", [other])) { $1 }
    )
    shown = try aws.ask("GetOpenIDConnectProvider", named)
    #expect(shown.texts("ClientIDList") == ["a", "c"])
    #expect(shown.texts("ThumbprintList") == [other])

    // A token for the new audience would be accepted by now.
    #expect(aws.world.accounts.provider(issuer: Self.url, account: World.account)?.clientIDs == ["a", "c"])

    #expect(try aws.ask("ListOpenIDConnectProviders").texts("OpenIDConnectProviderList", "Arn").contains(Self.arn))
    try aws.ask("DeleteOpenIDConnectProvider", named)
    #expect(
      try aws.refusal("DeleteOpenIDConnectProvider", named)
        == .noEntity("OpenId connect Provider \(Self.arn) cannot be found.")
    )
    #expect(!(try aws.ask("ListOpenIDConnectProviders").texts("OpenIDConnectProviderList", "Arn").contains(Self.arn)))
  }

  @Test("what was not given is empty and there: client ids, thumbprints and tags")
  func bare() throws {
    let aws = try Administration()
    #expect(try made(aws).names == ["OpenIDConnectProviderArn"])
    let shown = try aws.ask("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": Self.arn])
    for name in ["ClientIDList", "ThumbprintList", "Tags"] { #expect(shown.child(name)?.children.isEmpty == true) }
  }

  @Test("a URL is registered once, with its slash and its case")
  func exact() throws {
    let aws = try Administration()
    _ = try made(aws)
    #expect(
      try aws.refusal("CreateOpenIDConnectProvider", ["Url": Self.url])
        == .iam("EntityAlreadyExists", 409, "Provider with url \(Self.url) already exists.")
    )
    for url in ["https://idp.example.com/tenant", "https://IDP.example.com/tenant/", "https://idp.example.com"] {
      let arn = "arn:aws:iam::111122223333:oidc-provider/\(url.dropFirst(8))"
      #expect(try made(aws, ["Url": url]).string("OpenIDConnectProviderArn") == arn)
    }
  }

  @Test(
    "a URL that is none of https is refused",
    arguments: [
      "idp.example.com", "https://", "https://idp.example.com?x=1", "https://idp.example.com#x",
      "https://me@idp.example.com", "https://idp.example.com:8443", "https://127.0.0.1:8080", "https://exa mple.com",
      "https://i\u{0434}p.example.com",
    ]
  )
  func badURL(url: String) throws {
    let aws = try Administration()
    #expect(
      try aws.refusal("CreateOpenIDConnectProvider", ["Url": url])
        == .iam("ValidationError", 400, "Invalid Open ID Connect Provider URL")
    )
  }

  @Test("plain http is refused, and on this machine allowed where the server was told so")
  func localIssuers() throws {
    let message = "Invalid Open ID Connect Provider URL. The URL must begin with https://."
    let urls = ["http://127.0.0.1:8080", "http://localhost/ci", "http://[::1]:1"]
    let strict = try Administration()
    let local = try Administration(allowsLocalIssuers: true)
    for url in urls {
      #expect(try strict.refusal("CreateOpenIDConnectProvider", ["Url": url]) == .iam("InvalidInput", 400, message))
      let arn = try made(local, ["Url": url]).string("OpenIDConnectProviderArn") ?? ""
      #expect(arn == "arn:aws:iam::111122223333:oidc-provider/\(url.dropFirst("http://".count))")
      let shown = try local.ask("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": arn])
      #expect(shown.string("Url") == String(url.dropFirst("http://".count)))
    }
    _ = try made(local, ["Url": "https://idp.example.com:8443"])
    #expect(try local.refusal("CreateOpenIDConnectProvider", ["Url": "http://idp.example.com"]).message == message)
    // One ARN cannot stand for two issuers.
    #expect(
      try local.refusal("CreateOpenIDConnectProvider", ["Url": "https://localhost/ci"]).code == "EntityAlreadyExists"
    )
  }

  @Test("broken constraints are told together, in the words that were observed")
  func constraints() throws {
    let aws = try Administration()
    let long = String(repeating: "x", count: 256)
    var parameters = ["Url": "https://\(long)", "ClientIDList.member.1": long]
    parameters["ThumbprintList.member.1"] = "abc"
    let error = try aws.refusal("CreateOpenIDConnectProvider", parameters)
    #expect(error.code == "ValidationError")
    #expect(
      error.message
        == "3 validation errors detected: Value at 'clientIDList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1]; Value at 'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]; Value at 'url' failed to satisfy constraint: Member must have length less than or equal to 255"
    )
    #expect(try aws.refusal("CreateOpenIDConnectProvider") == .constraint("url", "not be null"))
    #expect(
      try aws.refusal("GetOpenIDConnectProvider") == .constraint("openIDConnectProviderArn", "not be null")
    )
    #expect(
      try aws.refusal("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": "arn:short"])
        == .constraint("openIDConnectProviderArn", "have length greater than or equal to 20")
    )
  }

  @Test("thumbprints: five, not six, and at least one where they are replaced")
  func thumbprints() throws {
    let aws = try Administration()
    func list(_ count: Int) -> [String: String] {
      Administration.list("ThumbprintList", (0..<count).map { _ in Self.thumbprint })
    }
    let tooMany = QueryError.iam("InvalidInput", 400, "Thumbprint list must contain fewer than 5 entries.")
    #expect(try aws.refusal("CreateOpenIDConnectProvider", list(6).merging(["Url": Self.url]) { $1 }) == tooMany)
    _ = try made(aws, list(5))
    let named = ["OpenIDConnectProviderArn": Self.arn]
    let action = "UpdateOpenIDConnectProviderThumbprint"
    #expect(try aws.refusal(action, named.merging(list(6)) { $1 }) == tooMany)
    #expect(
      try aws.refusal(action, named.merging(["ThumbprintList": ""]) { $1 })
        == .iam("InvalidInput", 400, "Thumbprint list must contain at least one entry.")
    )
    #expect(try aws.refusal(action, named) == .constraint("thumbprintList", "not be null"))
  }

  @Test("a hundred client ids, and not one more")
  func clientIDs() throws {
    let aws = try Administration()
    let quota = QueryError.iam(
      "LimitExceeded",
      409,
      "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100"
    )
    func ids(_ count: Int) -> [String: String] { Administration.list("ClientIDList", (0..<count).map { "id-\($0)" }) }
    #expect(try aws.refusal("CreateOpenIDConnectProvider", ids(101).merging(["Url": Self.url]) { $1 }) == quota)
    _ = try made(aws, ids(100))
    let named = ["OpenIDConnectProviderArn": Self.arn]
    let add = "AddClientIDToOpenIDConnectProvider"
    #expect(try aws.refusal(add, named.merging(["ClientID": "one-more"]) { $1 }) == quota)
    // One that is there already is not one more.
    try aws.ask(add, named.merging(["ClientID": "id-7"]) { $1 })
  }

  @Test("a hundred providers, and not one more")
  func quota() throws {
    let aws = try Administration()
    let there = aws.world.accounts.snapshot[World.account].providerCount
    for number in there..<100 { _ = try made(aws, ["Url": "https://idp-\(number).example.com"]) }
    #expect(
      try aws.refusal("CreateOpenIDConnectProvider", ["Url": Self.url])
        == .iam("LimitExceeded", 409, "Cannot exceed quota for OpenIDConnectProvidersPerAccount: 100")
    )
  }

  static let ofAProvider: [(String, [String: String])] = [
    ("GetOpenIDConnectProvider", [:]), ("AddClientIDToOpenIDConnectProvider", ["ClientID": "x"]),
    ("RemoveClientIDFromOpenIDConnectProvider", ["ClientID": "x"]),
    (
      "UpdateOpenIDConnectProviderThumbprint",
      ["ThumbprintList.member.1": "0123456789012345678901234567890123456789"]
    ), ("TagOpenIDConnectProvider", ["Tags.member.1.Key": "a", "Tags.member.1.Value": "b"]),
    ("UntagOpenIDConnectProvider", ["TagKeys.member.1": "a"]), ("ListOpenIDConnectProviderTags", [:]),
  ]

  @Test("a provider that is not there is not found", arguments: ofAProvider)
  func missing(action: String, parameters: [String: String]) throws {
    let aws = try Administration()
    for arn in [Self.arn, "arn:aws:iam::444455556666:oidc-provider/gitlab.com"] {
      #expect(
        try aws.refusal(action, parameters.merging(["OpenIDConnectProviderArn": arn]) { $1 })
          == .noEntity("OpenIDConnect Provider not found for arn \(arn)")
      )
    }
    let role = "arn:aws:iam::111122223333:role/deploy"
    #expect(
      try aws.refusal(action, parameters.merging(["OpenIDConnectProviderArn": role]) { $1 })
        == .iam("ValidationError", 400, "ARN \(role) is not valid.")
    )
  }

  @Test("tags of a provider: keys that differ in case are two")
  func tags() throws {
    let aws = try Administration()
    _ = try made(aws, Administration.tags([("Team", "shop"), ("team", "till")]))
    let named = ["OpenIDConnectProviderArn": Self.arn]
    try aws.ask("TagOpenIDConnectProvider", named.merging(Administration.tags([("Team", "web")])) { $1 })
    #expect(
      try aws.pages("ListOpenIDConnectProviderTags", named, size: 1, \.tagTexts) == [["Team=web"], ["team=till"]]
    )
    try aws.ask("UntagOpenIDConnectProvider", named.merging(["TagKeys.member.1": "TEAM"]) { $1 })
    #expect(try aws.ask("GetOpenIDConnectProvider", named).tagTexts == ["Team=web", "team=till"])
    try aws.ask("UntagOpenIDConnectProvider", named.merging(["TagKeys.member.1": "team"]) { $1 })
    #expect(try aws.ask("GetOpenIDConnectProvider", named).tagTexts == ["Team=web"])
    #expect(
      try aws.refusal(
        "TagOpenIDConnectProvider",
        named.merging(Administration.tags([("a", "1"), ("a", "2")])) { $1 }
      ) == .iam("InvalidInput", 400, "Duplicate tag keys found.")
    )
  }
}
