import KeylessAnswers
import KeylessPlatforms
import KeylessSource
import Testing

@Suite("the open, dead and tight role of every platform")
struct TrustExampleTests {
  static let platforms = Platform.all.map(\.id.description)

  private static func answer(_ platform: String, _ kind: String) throws -> JSON {
    let file = "examples/trust/\(platform)/\(kind).json"
    let reading = try AccountDump.read(Repository.bytes(file), file: file)
    let named = platform == "oidc" ? platform : nil
    return try WhoAnswers(platform: named).answer(try #require(reading.roles.first)).json
  }

  private static func classes(_ platform: String, _ kind: String) throws -> [String] {
    let node = try JSONParser.parse(Array(answer(platform, kind).compact.utf8))
    return node["classes"]?.texts ?? ["none"]
  }

  @Test("the open one lets in strangers, or everybody of an issuer of one's own", arguments: platforms)
  func open(platform: String) throws {
    let isShared = ["gitlab", "github", "buildkite", "hcp-terraform"].contains(platform)
    #expect(try Self.classes(platform, "open") == [isShared ? "stranger" : "colleague"])
  }

  @Test("the dead one lets in nobody", arguments: platforms)
  func dead(platform: String) throws { #expect(try Self.classes(platform, "dead") == []) }

  @Test("the tight one lets in the project alone", arguments: platforms)
  func tight(platform: String) throws {
    #expect(try Self.classes(platform, "tight") == [platform == "gitlab" ? "protected" : "contributor"])
  }
}
