import KeylessChain
import KeylessSource
import Testing

/// What each dialect makes of a key or a section that appears twice, and JavaScript of what is no line at all.
struct TwiceNamedTests {
  private static func profile(_ dialect: ConfigDialect, _ text: String) -> Profile? {
    let file = ConfigFile(path: "/c", role: .credentials, dialect: dialect, bytes: Array(text.utf8))
    return Profiles(config: nil, credentials: file, dialect: dialect)["a"]
  }

  @Test(arguments: [ConfigDialect.soto, .php, .javaScript])
  func `the last of two keys counts`(dialect: ConfigDialect) {
    #expect(Self.profile(dialect, "[a]\nk = 1\nk = 2\n")?["k"]?.value == "2")
  }

  @Test
  func `the SDK for .NET leaves out a section with a key twice, and no other`() {
    #expect(Self.profile(.dotNet, "[a]\nk = 1\nk = 2\n") == nil)
    #expect(Self.profile(.dotNet, "[b]\nk = 1\nk = 2\n[a]\nk = 3\n")?["k"]?.value == "3")
    #expect(Self.profile(.dotNet, "[a]\nk = 1\nk = 2\n[profile a]\nk = 3\n")?["k"]?.value == "3")
  }

  @Test(arguments: [
    (ConfigDialect.dotNet, String?("1"), String?.none), (.php, nil, "2"), (.soto, "1", "2"), (.javaScript, "1", "2"),
  ])
  func `two sections of one name are united, or one of them counts`(
    dialect: ConfigDialect,
    first: String?,
    second: String?
  ) {
    let profile = Self.profile(dialect, "[a]\nx = 1\n[b]\nz = 0\n[a]\ny = 2\n")
    #expect(profile?["x"]?.value == first)
    #expect(profile?["y"]?.value == second)
  }

  @Test
  func `Soto leaves out the blanks of a value, and takes a section without keys for none`() {
    #expect(Self.profile(.soto, "[a]\nk = x -y z\n")?["k"]?.value == "x-yz")
    #expect(Self.profile(.php, "[a]\nk = x -y z\n")?["k"]?.value == "x -y z")
    #expect(Self.profile(.soto, "[a]\n[b]\nk = 1\n") == nil)
    #expect(Self.profile(.php, "[a]\n[b]\nk = 1\n") != nil)
  }

  @Test
  func `JavaScript passes over what it does not understand, and keeps the case of keys`() {
    let profile = Self.profile(.javaScript, "garbage\n[a]\nno sign\n= no name\nK = 1\nk = 2 ; comment\n#x = 3\n")
    #expect(profile?.keys == ["K", "k"])
    #expect(profile?["k"]?.value == "2")
    #expect(Self.profile(.javaScript, "[a]\nk = 1\n[__proto__]\n") == nil)
    #expect(Self.profile(.javaScript, "[other a]\nk = 1\n") == nil)
    #expect(Self.profile(.javaScript, "[a]\ns3 =\n  k = 1\nj = 2\n")?.keys == ["j", "s3.k"])
  }
}
