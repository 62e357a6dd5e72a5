import KeylessChain
import KeylessSource
import Testing

/// Where each dialect looks for the two files.
struct ConfigPathTests {
  private static func profiles(
    _ dialect: ConfigDialect,
    _ environment: [String: String],
    _ files: [String: FileAnswer],
    config: [String]? = nil
  ) throws -> Profiles {
    let machine = Machine(environment: Environment(environment), directory: "/w") { files[$0] ?? .missing }
    return try Situation(machine).profiles(dialect, config: config)
  }

  private static let file = FileAnswer.bytes(Array("[default]\nregion = x\n".utf8))

  @Test(arguments: ConfigDialect.allCases)
  func `the usual place is below the home folder`(dialect: ConfigDialect) throws {
    let files = ["/h/.aws/config": Self.file]
    #expect(try Self.profiles(dialect, ["HOME": "/h"], files)["default"] != nil)
    #expect(try Self.profiles(dialect, ["HOME": "/other"], files)["default"] == nil)
    // `SharedCredentialsFile` asks `File.Exists` first, and forgets a variable that names nothing.
    let found = try Self.profiles(dialect, ["HOME": "/h", "AWS_CONFIG_FILE": "x"], files)["default"]
    #expect((found == nil) == (dialect != .dotNet))
    let relative = ["/w/x": Self.file]
    #expect(try Self.profiles(dialect, ["HOME": "/h", "AWS_CONFIG_FILE": "x"], relative)["default"] != nil)
  }

  @Test(arguments: [
    (ConfigDialect.botocore, true), (.standard, true), (.go, false), (.javaScript, false),
  ])
  func `a tilde in the variable is the home folder only where the tool says so`(
    dialect: ConfigDialect,
    expands: Bool
  ) throws {
    let environment = ["HOME": "/h", "AWS_CONFIG_FILE": "~/c"]
    #expect((try Self.profiles(dialect, environment, ["/h/c": Self.file])["default"] != nil) == expands)
    #expect((try Self.profiles(dialect, environment, ["/w/~/c": Self.file])["default"] != nil) == !expands)
  }

  @Test
  func `botocore and Terraform's arguments expand variables`() throws {
    let files = ["/h/c": Self.file]
    #expect(try Self.profiles(.botocore, ["HOME": "/h", "AWS_CONFIG_FILE": "${HOME}/c"], files)["default"] != nil)
    #expect(try Self.profiles(.standard, ["HOME": "/h", "AWS_CONFIG_FILE": "$HOME/c"], files)["default"] == nil)
    #expect(try Self.profiles(.go, ["HOME": "/h"], files, config: ["$HOME/c"])["default"] != nil)
    #expect(try Self.profiles(.go, ["HOME": "/h"], files, config: ["~/c"])["default"] != nil)
  }

  /// `expanduser` takes an empty one, and drops the slash that it ends with.
  @Test(arguments: [("", "/.aws/config"), ("/", "/.aws/config"), ("/h/", "/h/.aws/config")])
  func `botocore's home is HOME, whatever it says`(home: String, path: String) throws {
    #expect(try Self.profiles(.botocore, ["HOME": home], [path: Self.file])["default"] != nil)
    if home.isEmpty { #expect(throws: UnknownInput.self) { try Self.profiles(.go, ["HOME": home], [path: Self.file]) } }
  }

  @Test
  func `the home of another user, and one's own without HOME, are unknown in every path of botocore`() throws {
    let files = ["AWS_CONFIG_FILE": "/c", "AWS_SHARED_CREDENTIALS_FILE": "/d", "BOTO_CONFIG": "/e"]
    let boto3 = try #require(Chains.named("boto3"))
    func isUnknown(_ more: [String: String]) -> Bool {
      let environment = Environment(files.merging(more) { $1 })
      let machine = Machine(environment: environment, instanceMetadata: .value(false, nil)) { _ in .missing }
      if case .unknown = boto3.resolution(Situation(machine)).outcome { return true }
      return false
    }
    #expect(!isUnknown([:]) && !isUnknown(["HOME": "/h", "BOTO_CONFIG": "~/e"]))
    for name in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "BOTO_CONFIG", "AWS_CREDENTIAL_FILE"] {
      #expect(isUnknown([name: "~/x"]), "\(name)")
      #expect(isUnknown([name: "~root/x", "HOME": "/h"]), "\(name)")
      #expect(!isUnknown([name: "/~root/x"]), "\(name)")
    }
  }

  @Test
  func `Terraform's own home folder is not that of another user`() {
    #expect(throws: UnknownInput.self) { try Self.profiles(.go, ["HOME": "/h"], [:], config: ["~root/c"]) }
    #expect(throws: Never.self) { try Self.profiles(.go, ["HOME": "/h"], [:], config: ["/~root/c"]) }
  }

  @Test
  func `a home folder that only the system knows is unknown`() {
    #expect(throws: UnknownInput.self) { try Self.profiles(.botocore, [:], [:]) }
    #expect(throws: UnknownInput.self) { try Self.profiles(.go, [:], [:]) }
    #expect(throws: Never.self) { try Self.profiles(.standard, [:], [:]) }
  }

  @Test
  func `without AWS_CONFIG_FILE the SDK for .NET takes the config file beside the credentials file`() throws {
    let environment = ["HOME": "/h", "AWS_SHARED_CREDENTIALS_FILE": "/c/credentials"]
    let files = ["/c/credentials": Self.file, "/c/config": FileAnswer.bytes(Array("[profile a]\nregion = x\n".utf8))]
    #expect(try Self.profiles(.dotNet, environment, files)["a"] != nil)
    #expect(try Self.profiles(.javaScript, environment, files)["a"] == nil)
  }

  @Test(arguments: [ConfigDialect.go, .botocore, .standard, .javaScript])
  func `a file that cannot be opened counts as empty`(dialect: ConfigDialect) throws {
    let files = ["/h/.aws/config": FileAnswer.unreadable(.permission)]
    let profiles = try Self.profiles(dialect, ["HOME": "/h"], files)
    #expect(profiles.names.isEmpty && profiles.failure == nil)
  }

  @Test(arguments: [ConfigDialect.soto, .php, .dotNet])
  func `a line that is not read alike everywhere is unknown`(dialect: ConfigDialect) throws {
    let odd = ["/h/.aws/config": FileAnswer.bytes(Array("[default]\nregion = 'x'\n".utf8))]
    let unknown = #expect(throws: UnknownInput.self) { try Self.profiles(dialect, ["HOME": "/h"], odd) }
    #expect(unknown?.place == SourceSpan(file: "/h/.aws/config", range: 10..<22))
    let plain = ["/h/.aws/config": Self.file]
    #expect(try Self.profiles(dialect, ["HOME": "/h"], plain)["default"]?["region"]?.value == "x")
  }
}
