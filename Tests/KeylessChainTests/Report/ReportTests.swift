import KeylessChain
import KeylessSource
import KeylessTesting
import Testing

@Suite("what `keyless chain` prints")
struct ReportTests {
  private static let config = """
    [default]
    region = eu-central-1

    [profile dev]
    role_arn = arn:aws:iam::111122223333:role/dev
    source_profile = base

    [profile base]
    aws_access_key_id = AKIAI44QH8DHBEXAMPLE
    aws_secret_access_key = wJalrXUtnFEMI
    """

  private static let path = "/home/me/.aws/config"

  @Test(
    "what named the profile is told, and neither a variable that the tool does not read nor the source of a profile"
  )
  func namedBy() throws {
    func named(
      _ id: String,
      _ variables: [String: String],
      _ arguments: ToolArguments = ToolArguments()
    ) throws -> String? {
      var environment = ["HOME": "/home/me"]
      environment.merge(variables) { $1 }
      let situation = Situation(Self.machine(Environment(environment)), arguments)
      let resolution = try #require(Chains.named(id)).resolution(situation)
      #expect(resolution.fired?.kind == .assumeRole || resolution.fired?.kind == .profileStatic, "\(id) \(variables)")
      return resolution.namedProfile.map { "\($0.name) by \($0.origin.words)" }
    }
    #expect(try named("js-v3", ["AWS_PROFILE": "dev"]) == "dev by AWS_PROFILE")
    #expect(try named("js-v3", ["AWS_PROFILE": "dev", "AWS_DEFAULT_PROFILE": "base"]) == "dev by AWS_PROFILE")
    #expect(try named("boto3", ["AWS_PROFILE": "dev", "AWS_DEFAULT_PROFILE": "base"]) == "base by AWS_DEFAULT_PROFILE")
    #expect(try named("go-v2", ["AWS_DEFAULT_PROFILE": "base"]) == "base by AWS_DEFAULT_PROFILE")
    let argument = ToolArguments(["profile": .value("base", nil)])
    #expect(try named("boto3", ["AWS_PROFILE": "dev"], argument) == "base by profile")
    // The source of a role is named by the profile that has it.
    #expect(try named("js-v3", ["AWS_PROFILE": "dev", "AWS_DEFAULT_PROFILE": "dev"]) == "dev by AWS_PROFILE")
  }

  private static func environment(_ more: [String: String] = [:]) -> Environment {
    let job = [
      "HOME": "/home/me", "AWS_REGION": "eu-central-1", "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/job",
      "AWS_ROLE_SESSION_NAME": "job", "AWS_WEB_IDENTITY_TOKEN_FILE": "/builds/token",
    ]
    return Environment(job.merging(more) { $1 })
  }

  private static func machine(_ environment: Environment) -> Machine {
    Machine(environment: environment, instanceMetadata: .value(true, nil)) { path in
      switch path {
      case Self.path: .bytes(Array(config.utf8))
      case "/builds/token": .bytes(Array("eyJhbGciOiJSUzI1NiJ9".utf8))
      default: .missing
      }
    }
  }

  private static let words = PlaceWords(SourceFiles(path, Array(config.utf8)), home: "/home/me")
  private static func resolve(_ id: String, _ environment: Environment) throws -> Resolution {
    try #require(Chains.named(id)).resolution(Situation(machine(environment)))
  }

  private static func table(_ environment: Environment) -> String {
    ChainTable(Chains.all.map { $0.resolution(Situation(machine(environment))) }, words).text
  }

  @Test("the table of all tools is at most 100 columns wide and names the deciding line")
  func table() {
    let text = Self.table(Self.environment(["AWS_PROFILE": "dev"]))
    #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 100 })
    // Thirty tools and more, and still one screen.
    #expect(text.split(separator: "\n").count <= 30)
    #expect(Snapshot.difference(text, named: "table", beside: Self.folder) == nil)
  }

  @Test("errors and unknown inputs stand below the table")
  func remarks() {
    var environment = Self.environment()
    environment["AWS_PROFILE"] = .unknown(
      "is a variable of the project, whose value is not in the repository",
      nil
    )
    let unknown = Self.table(environment)
    #expect(Snapshot.difference(unknown, named: "table-unknown", beside: Self.folder) == nil)
    let failing = Self.table(Self.environment(["AWS_WEB_IDENTITY_TOKEN_FILE": "/builds/none"]))
    #expect(Snapshot.difference(failing, named: "table-errors", beside: Self.folder) == nil)
    #expect((unknown + failing).split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 100 })
  }

  @Test("one resolution in full", arguments: ["js-v3", "java-v2"])
  func full(_ id: String) throws {
    let chain = try #require(Chains.named(id))
    let resolution = try Self.resolve(id, Self.environment(["AWS_PROFILE": "dev"]))
    let text = ResolutionText(resolution, Self.words, onRefusedExchange: chain.onRefusedExchange).text
    #expect(Snapshot.difference(text, named: "full-\(id)", beside: Self.folder) == nil)
    #expect(!text.contains("wJalrXUtnFEMI"))
  }

  @Test("an unknown input in full, with its cases")
  func fullUnknown() throws {
    var environment = Self.environment()
    environment["AWS_PROFILE"] = .unknown("is a variable of the project, whose value is not in the repository", nil)
    let text = ResolutionText(try Self.resolve("js-v3", environment), Self.words).text
    #expect(Snapshot.difference(text, named: "full-unknown", beside: Self.folder) == nil)
  }

  @Test("the JSON of a resolution that fired, one that failed, and one that is unknown")
  func json() throws {
    var unknown = Self.environment()
    unknown["AWS_PROFILE"] = .unknown("is a variable of the project", nil)
    let list = JSON.array([
      try Self.resolve("js-v3", Self.environment(["AWS_PROFILE": "dev"])).json(Self.words),
      try Self.resolve("rust", Self.environment(["AWS_WEB_IDENTITY_TOKEN_FILE": "/builds/none"])).json(Self.words),
      try Self.resolve("js-v3", unknown).json(Self.words),
    ])
    #expect(Snapshot.difference(list.pretty + "\n", named: "json", beside: Self.folder) == nil)
    #expect(!list.compact.contains("wJalrXUtnFEMI"))
  }

  @Test("text from outside cannot move the cursor")
  func hostile() throws {
    let environment = Self.environment(["AWS_PROFILE": "dev\u{1B}[2J"])
    let resolution = try Self.resolve("dotnet-v4", Environment(["HOME": "/home/me", "AWS_PROFILE": "\u{1B}[2J"]))
    let text = Self.table(environment) + ResolutionText(resolution, Self.words).text
    #expect(!text.contains("\u{1B}"))
  }

  /// The snapshots lie with the fixtures.
  private static let folder = #filePath.replacing("Report/ReportTests.swift", with: "Fixtures/report/x.swift")

  @Test
  func `a case is told only of an input that may be either way`() throws {
    func text(_ environment: Environment, _ arguments: ToolArguments = ToolArguments()) throws -> String {
      let chain = try #require(Chains.named("terraform-provider-v5"))
      return ResolutionText(chain.resolution(Situation(Self.machine(environment), arguments)), Self.words).text
    }
    let open = try text(Self.environment(), ToolArguments(sharedConfigFiles: [.unknown("has no value", nil)]))
    #expect(open.contains("if `shared_config_files` is not set: web-identity, from"), "\(open)")
    #expect(open.contains("if `shared_config_files` is set: it depends on what `shared_config_files` says"), "\(open)")
    let written = try text(Self.environment(), ToolArguments(sharedConfigFiles: [.opaque("has a part", nil)]))
    #expect(written.contains("`shared_config_files` has a part") && !written.contains("if `"), "\(written)")
    var homeless = Self.environment()
    homeless["HOME"] = .absent
    let system = try text(homeless)
    #expect(system.contains("`HOME` is not set, and then the system is asked") && !system.contains("if `"), "\(system)")
    homeless["HOME"] = .unknown("is the runner's", nil)
    let either = try text(homeless)
    #expect(either.contains("if `HOME` is not set: unknown, `HOME` is not set, and then the system"), "\(either)")
    #expect(either.contains("if `HOME` is set: it depends on what `HOME` says"), "\(either)")
  }

  @Test
  func `what ended a chain is not among what was never asked`() throws {
    var environment = Self.environment()
    let block = ToolArguments.Block([
      "role_arn": .value("arn:aws:iam::111122223333:role/own", nil), "web_identity_token_file": .value("/t", nil),
    ])
    func resolution() throws -> Resolution {
      let situation = Situation(Self.machine(environment), ToolArguments(webIdentity: block))
      return try #require(Chains.named("terraform-provider-v5")).resolution(situation)
    }
    // A block whose token is not there is asked first, and the variables are not.
    let both = try resolution()
    #expect(both.shadowed.map(\.kind).contains(.webIdentity))
    environment["AWS_ROLE_ARN"] = .absent
    let alone = try resolution()
    #expect(alone.shadowed.map(\.kind).first == .webIdentityBlock)
    #expect(!alone.shadowed.map(\.kind).contains(.webIdentity))
    let text = ResolutionText(alone, Self.words).text
    #expect(text.contains("error in web-identity\n  from AWS_WEB_IDENTITY_TOKEN_FILE\n"), "\(text)")
  }
}
