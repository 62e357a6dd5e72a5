import KeylessChain
import KeylessSource
import Testing

/// What the matrix does not show: deciding lines, texts, unknown inputs.
@Suite("the chains of the other SDKs")
struct ToolDetailTests {
  private static let job = [
    "HOME": "/home/me", "AWS_REGION": "eu-central-1", "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/job",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/token",
  ]

  private func machine(_ environment: [String: String], _ files: [String: String] = [:]) -> Machine {
    Machine(environment: Environment(environment)) { path in
      files[path].map { .bytes(Array($0.utf8)) } ?? .missing
    }
  }

  private func resolve(_ id: String, _ machine: Machine) throws -> Resolution {
    try #require(Chains.named(id)).resolution(Situation(machine))
  }

  @Test("the deciding line of a static profile is its access key, byte for byte")
  func decidingLine() throws {
    let path = "/home/me/.aws/credentials"
    let text = "[default]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = s\n"
    let resolution = try resolve("rust", machine(Self.job, ["/token": "t", path: text]))
    let place = try #require(resolution.fired?.origin.place)
    #expect(place.file == path)
    let bytes = Array(text.utf8)[place.range]
    #expect(String(decoding: bytes, as: UTF8.self) == "AKIAI44QH8DHBEXAMPLE")
    #expect(resolution.shadowed.map(\.kind) == [.webIdentity])
  }

  @Test("JavaScript says which file is missing, in Node's words")
  func missingTokenFile() throws {
    let resolution = try resolve("js-v3", machine(Self.job))
    guard case .failed(let failure) = resolution.outcome else {
      Issue.record("\(resolution.outcome)")
      return
    }
    #expect(failure.text == "ENOENT: no such file or directory, open '/token'")
    #expect(failure.link == .webIdentity)
  }

  @Test("JavaScript warns of keys beside a profile, and is silent without a profile")
  func warning() throws {
    let keys = ["AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "s", "HOME": "/home/me"]
    #expect(try resolve("js-v3", machine(keys)).notes == [])
    let both = keys.merging(["AWS_PROFILE": "p"]) { $1 }
    #expect(try resolve("js-v3", machine(both)).notes.count == 1)
  }

  @Test("an empty AWS_PROFILE hides the default profile from the SDK for Swift alone")
  func emptyProfile() throws {
    let files = [
      "/token": "t",
      "/home/me/.aws/credentials": "[default]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = s\n",
    ]
    let empty = Self.job.merging(["AWS_PROFILE": ""]) { $1 }
    #expect(try resolve("swift", machine(Self.job, files)).fired?.kind == .profileStatic)
    #expect(try resolve("swift", machine(empty, files)).fired?.kind == .webIdentity)
    #expect(try resolve("js-v3", machine(empty, files)).fired?.kind == .profileStatic)
  }

  @Test("the SDK for Swift takes region and role of web identity from the environment, else from the profile")
  func swiftMixes() throws {
    var environment = Self.job
    environment["AWS_REGION"] = nil
    #expect(try resolve("swift", machine(environment, ["/token": "t"])).fired == nil)
    let config = ["/token": "t", "/home/me/.aws/config": "[default]\nregion = eu-central-1\n"]
    #expect(try resolve("swift", machine(environment, config)).fired?.kind == .webIdentity)
  }

  @Test("credential_source = Environment is web identity in Soto, and keys alone elsewhere")
  func sotoEnvironmentSource() throws {
    let credentials = "[default]\nrole_arn = arn:aws:iam::111122223333:role/x\ncredential_source = Environment\n"
    let files = ["/token": "t", "/home/me/.aws/credentials": credentials]
    let environment = Self.job.merging(["AWS_ROLE_SESSION_NAME": "job"]) { $1 }
    let soto = try resolve("soto", machine(environment, files))
    // The first link has it anyway; the profile is shadowed and rests on the same token.
    #expect(soto.fired?.kind == .webIdentity)
    #expect(soto.shadowed.compactMap(\.link).first?.base.kind == .webIdentity)
    #expect(try resolve("js-v3", machine(environment, files)).fired?.kind == .webIdentity)
  }

  @Test("an explicit profile of .NET that does not fit one type is an error, and in the chain it is passed")
  func dotNetTypes() throws {
    let config =
      "[profile p]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = s\nsource_profile = q\n"
    let files = ["/home/me/.aws/config": config, "/token": "t"]
    let chain = try #require(Chains.named("dotnet-v4"))
    let explicit = chain.resolution(
      Situation(machine(["HOME": "/home/me"], files), ToolArguments(["profile": .value("p", nil)]))
    )
    guard case .failed(let failure) = explicit.outcome else {
      Issue.record("\(explicit.outcome)")
      return
    }
    #expect(failure.text.hasPrefix("Credential profile [p] is not valid."))
    let named = try resolve("dotnet-v4", machine(["HOME": "/home/me", "AWS_PROFILE": "p"], files))
    #expect(named.passed.contains { $0.kind == .profileStatic })
  }

  @Test("whether the token file is there decides where a missing one is swallowed, and not where it stops")
  func unknownTokenFile() throws {
    let machine = Machine(environment: Environment(Self.job)) { path in
      path == "/token" ? .unknown("is on the runner") : .missing
    }
    #expect(try resolve("js-v3", machine).fired?.kind == .webIdentity)
    guard case .unknown(let unknown, _) = try resolve("java-v2", machine).outcome else {
      Issue.record("a token file that nobody knows was guessed")
      return
    }
    #expect(unknown.input == .file("/token"))
  }

  @Test(
    "an unknown AWS_PROFILE tells its cases apart in JavaScript, and decides nothing in Java while a token is there"
  )
  func unknownProfile() throws {
    var environment = Environment(Self.job)
    environment["AWS_PROFILE"] = .unknown("is a variable of the project", nil)
    let machine = Machine(environment: environment) { $0 == "/token" ? .bytes([1]) : .missing }
    #expect(try resolve("java-v2", machine).fired?.kind == .webIdentity)
    guard case .unknown(let unknown, let cases) = try resolve("js-v3", machine).outcome else {
      Issue.record("an unknown profile was guessed")
      return
    }
    #expect(unknown.input == .variable("AWS_PROFILE"))
    #expect(cases.first?.condition == "`AWS_PROFILE` is not set")
    #expect(cases.first?.resolution.fired?.kind == .webIdentity)
  }

  /// botocore parses the files while the session is made, and stops at a mistake; Go passes over mistakes.
  private static let readsFilesFirst: Set = ["dotnet-v3", "boto3", "aws-cli-v1", "aws-cli-v2"]

  /// Which stop where `AWS_PROFILE` names a profile that is not there, whatever else the environment holds.
  private static func looksUpProfileFirst(_ tool: Tool) -> Bool {
    if tool.id == "terraform-provider-v3" || tool.id.hasSuffix("-1.5") { return false }
    return readsFilesFirst.contains(tool.id) || ["js-v3", "go-v2"].contains(tool.id)
      || tool.id.hasPrefix("terraform-") || tool.id.hasPrefix("opentofu-")
  }

  @Test("files that nobody knows decide nothing in a tool that does not come to them, and everything in the others")
  func unknownFiles() {
    let keys = ["HOME": "/home/me", "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "s"]
    let machine = Machine(environment: Environment(keys)) { _ in .unknown("is on the runner") }
    for chain in Chains.all {
      let resolution = chain.resolution(Situation(machine))
      if Self.readsFilesFirst.contains(chain.tool.id) {
        guard case .unknown = resolution.outcome else {
          Issue.record("\(chain.tool.id) guessed a file: \(resolution.outcome)")
          continue
        }
      } else {
        #expect(resolution.fired?.kind == .environment, "\(chain.tool.id)")
      }
    }
  }

  @Test("an unknown AWS_PROFILE decides nothing where keys of the environment come before the profile is looked up")
  func unknownProfileBehindKeys() {
    var environment = Environment([
      "HOME": "/home/me", "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "s",
    ])
    environment["AWS_PROFILE"] = .unknown("is a variable of the project", nil)
    let machine = Machine(environment: environment) { _ in .missing }
    for chain in Chains.all {
      let resolution = chain.resolution(Situation(machine))
      if Self.looksUpProfileFirst(chain.tool) {
        guard case .unknown = resolution.outcome else {
          Issue.record("\(chain.tool.id) guessed the profile: \(resolution.outcome)")
          continue
        }
      } else {
        #expect(resolution.fired?.kind == .environment, "\(chain.tool.id)")
      }
    }
  }

  @Test("a container URL is taken apart as an SDK does")
  func containerURLs() {
    let hosts = [
      "http://127.0.0.1:80/x": "127.0.0.1", "http://[::1]/x": "[::1]", "https://user@Example.com?x": "example.com",
    ]
    for (url, host) in hosts { #expect(ContainerURL(url)?.host == host) }
    #expect(ContainerURL("127.0.0.1/x") == nil)
    #expect(ContainerURL("http:///x") == nil)
    #expect(ContainerURL("http://127.9.9.9/")?.isLoopback == true)
    #expect(ContainerURL("http://127.0.0.1.example.com/")?.isLoopback == false)
    #expect(ContainerURL("http://127.0.0.256/")?.isLoopback == false)
  }
}
