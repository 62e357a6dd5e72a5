import KeylessPlatforms
import KeylessSource
import Testing

@Suite("EKS tokens")
struct EKSTokenTests {
  private static let issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/\(SamplePipelines.cluster)"

  private func mint(_ facts: [String: String] = [:], _ request: TokenRequest = .test()) throws -> UnsignedToken {
    try Platform.get("eks").token(for: eks(facts), request)
  }

  // The reference's sample has no times and no `jti`; they follow it.
  @Test("the reference's sample is minted")
  func sample() throws {
    let sample = """
      {
        "iss": "\(Self.issuer)",
        "aud": ["sts.amazonaws.com"],
        "sub": "system:serviceaccount:shop:deploy",
        "kubernetes.io": {
          "namespace": "shop",
          "pod": { "name": "deploy-7d9f", "uid": "00000000-0000-4000-8000-0000000000a1" },
          "serviceaccount": { "name": "deploy", "uid": "00000000-0000-4000-8000-0000000000b1" }
        },
        "exp": 1700086400,
        "iat": 1700000000,
        "jti": "jti-1",
        "nbf": 1700000000
      }
      """
    var request = TokenRequest.test(audience: nil)
    request.claimOrder = .documented
    let token = try mint(
      [
        "pod": "deploy-7d9f", "pod_uid": "00000000-0000-4000-8000-0000000000a1",
        "service_account_uid": "00000000-0000-4000-8000-0000000000b1",
      ],
      request
    )
    #expect(token.payload.compact == (try Samples.compact(sample)))
  }

  @Test("one audience is a list all the same, and several are one list")
  func audience() throws {
    #expect(try mint([:], .test(audience: .one("vault"))).payload["aud"] == ["vault"])
    #expect(try mint([:], .test(audience: .many(["a", "b"]))).payload["aud"] == ["a", "b"])
  }

  @Test("the issuer follows from region and cluster, must be given without them, and contradicts others")
  func issuer() throws {
    let platform = try Platform.get("eks")
    #expect(try mint().payload["iss"]?.string == Self.issuer)
    let china = eks(["region": "cn-north-1"])
    #expect(
      try platform.issuer(of: china) == "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/\(SamplePipelines.cluster)"
    )
    let bare = pipeline("eks", ["namespace": "shop", "service_account": "deploy"])
    let error = #expect(throws: PlatformError.self) { try platform.token(for: bare, .test()) }
    #expect(error?.description.contains("`region=…` and `cluster_id=…`") == true)
    #expect(try platform.token(for: bare, .test(issuer: Self.issuer)).payload["iss"]?.string == Self.issuer)
    #expect(try platform.complete(bare, issuer: Self.issuer)["region"] == .text("eu-west-1"))
    let other = #expect(throws: PlatformError.self) { try mint(["region": "us-east-1"], .test(issuer: Self.issuer)) }
    #expect(other?.code == .contradiction && other?.fact == "region")
    #expect(try platform.token(for: bare, .test(issuer: "http://127.0.0.1:8080/eks")).payload["iss"] != nil)
  }

  @Test("names at the edge of Kubernetes' grammar are accepted")
  func legal() throws {
    for facts in [
      ["service_account": "a.b-c.9"], ["service_account": String(repeating: "a", count: 253)],
      ["namespace": String(repeating: "a", count: 63)], ["namespace": "0"],
    ] {
      for (name, value) in facts { #expect(try Platform.get("eks").complete(eks(facts))[name] == .text(value)) }
    }
  }
}
