import KeylessChain
import KeylessSource
import Testing

/// What Terraform's provider, which uses the Go SDK, reads of the two files.
struct GoFileTests {
  private static let pair = "aws_access_key_id = AKIDCONFIG\naws_secret_access_key = s\n"

  private static func profiles(_ config: String, _ credentials: String) -> Profiles {
    Profiles(
      config: ConfigFile(path: "/c", role: .config, dialect: .go, bytes: Array(config.utf8)),
      credentials: ConfigFile(path: "/s", role: .credentials, dialect: .go, bytes: Array(credentials.utf8)),
      dialect: .go
    )
  }

  @Test(arguments: [
    ("[p]\naws_access_key_id = A#1\n", "A#1"),
    ("[p]\naws_access_key_id = A # c\n", "A"),
    ("[p]\naws_access_key_id = \"A\"\n", "A"),
    ("[p]\naws_access_key_id: A\n", "A"),
    ("[p]\njunk\naws_access_key_id = A\n", "A"),
    ("[p]\r\naws_access_key_id = A\r\n", "A"),
    ("  [p] ; c\naws_access_key_id = A\n", "A"),
    ("[p]\naws_access_key_id = A\n[p]\naws_access_key_id = B\n", "B"),
    ("[p]\nAWS_Access_Key_ID = A\n", "A"),
  ])
  func `a value is read`(credentials: String, value: String) {
    #expect(Self.profiles("", credentials)["p"]?["aws_access_key_id"]?.value == value)
  }

  @Test(arguments: [("", "[profile p]\n"), ("[p]\n", ""), ("", "\u{FEFF}[p]\n"), ("[profilep]\n", "")])
  func `a section that is no profile is passed over`(config: String, credentials: String) {
    #expect(Self.profiles(config + Self.pair, credentials + Self.pair)["p"] == nil)
  }

  @Test
  func `a full pair of the credentials file wins, half a pair stops whoever uses the profile`() throws {
    let full = Self.profiles("[profile p]\n" + Self.pair, "[p]\naws_access_key_id = B\naws_secret_access_key = t\n")
    let profile = try #require(full["p"])
    #expect(profile["aws_access_key_id"]?.value == "B")
    #expect(profile["aws_access_key_id"]?.span.file == "/s")
    #expect(profile.failure == nil)

    let half = try #require(Self.profiles("[profile p]\n" + Self.pair, "[p]\naws_access_key_id = B\n")["p"])
    #expect(half["aws_access_key_id"]?.value == "AKIDCONFIG")
    #expect(
      half.failure?.text
        == "error fetching config from profile, p, Error using profile: \n 2, partial credentials found for profile p\n"
    )
    // The config file's own header is named with its prefix; seen with the provider 5.100.
    let config = try #require(Self.profiles("[profile p]\naws_access_key_id = A\n", "")["p"])
    #expect(
      config.failure?.text
        == "error fetching config from profile, p, Error using profile: \n 1, partial credentials found for profile profile p\n"
    )
    // Any section of the credentials file that has no half clears the error of the config file's.
    let cleared = try #require(Self.profiles("[profile p]\naws_access_key_id = A\n", "[p]\nregion = x\n")["p"])
    #expect(cleared.failure == nil)
  }

  @Test
  func `only a fixed list of keys is taken from the credentials file where both have the profile`() throws {
    let both = try #require(Self.profiles("[profile p]\n", "[p]\nrole_arn = r\nendpoint_url = u\n")["p"])
    #expect(both["role_arn"]?.value == "r")
    #expect(both["endpoint_url"] == nil)
    let one = try #require(Self.profiles("", "[p]\nrole_arn = r\nendpoint_url = u\n")["p"])
    #expect(one["endpoint_url"]?.value == "u")
  }

  @Test
  func `the default with a prefix beats the bare one, in either order`() {
    for text in ["[default]\nk = 1\n[profile default]\nk = 2\n", "[profile default]\nk = 2\n[default]\nk = 1\n"] {
      #expect(Self.profiles(text, "")["default"]?["k"]?.value == "2")
    }
  }
}
