import KeylessChain
import KeylessSource
import Testing

struct ShownTextTests {
  @Test(arguments: [
    ("open eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln: no such file", "open (a token): no such file"),
    ("'eyJh.eyJi.'", "'(a token)'"), ("eyJh.b", "(a token)"), ("eyJust a word", "eyJust a word"), ("eyJh.", "eyJh."),
    ("", ""),
  ])
  func `a token in the place of a path is not shown, and no other word is hidden`(text: String, shown: String) {
    #expect(ShownText.withoutTokens(text) == shown)
    #expect(ChainFailure(text).text == shown)
    #expect(PlaceWords().path(text) == shown)
  }

  @Test(arguments: ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "id", "AKIA_TEST_ONE_TWO_3"])
  func `an access key id is shown`(id: String) { #expect(ShownText.accessKeyID(id) == id) }

  @Test(arguments: ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AKIAIOSFODNN7EXAMPLE\nx = wJalrXUtnFEMI"])
  func `a secret in the place of an id is not`(id: String) { #expect(!ShownText.accessKeyID(id).contains("wJalr")) }

  @Test
  func `five thousand profiles one behind another are unknown in every tool, and two are not`() {
    for (count, isDeep) in [(5_000, true), (2, false)] {
      let text =
        (0..<count).map { "[p\($0)]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = p\($0 + 1)\n" }
        .joined()
        + "[p\(count)]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
      let bytes = Array(text.utf8)
      let machine = Machine(
        environment: Environment(["HOME": "/job", "AWS_PROFILE": "p0"]),
        instanceMetadata: .value(false, nil),
        read: { path in path == "/job/.aws/credentials" ? .bytes(bytes) : .missing }
      )
      var deep = 0
      for chain in Chains.all {
        if case .unknown(let unknown, _) = chain.resolution(Situation(machine)).outcome,
          unknown.reason.contains("one from another")
        {
          deep += 1
        }
      }
      #expect(isDeep ? deep > 20 : deep == 0, "\(deep)")
    }
  }
}
