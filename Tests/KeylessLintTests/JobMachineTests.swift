import KeylessChain
import KeylessCIHalf
import KeylessLint
import KeylessPlatforms
import KeylessSource
import Testing

@Suite("The machine a command of a job finds itself on")
struct JobMachineTests {
  private static let place = SourceSpan(file: ".gitlab-ci.yml", range: 0..<0)

  private static func text(_ parts: CIText.Part...) -> CIText { CIText(parts, source: "", at: place) }

  private static func set(_ key: String, _ value: CIText, isSure: Bool = true) -> JobWrite {
    JobWrite(path: nil, .setting(profile: "dev", key: key, value), isSure: isSure, at: place)
  }

  private static let keys = [
    set("aws_access_key_id", text(.unknown("is a secret"))),
    set("aws_secret_access_key", text(.unknown("is a secret"))),
  ]

  private static func machine(_ writes: [JobWrite], _ variables: [String: CIText] = [:]) -> JobMachine {
    var job = CIJob(platform: "gitlab", name: Located("deploy", at: place), pipeline: ".gitlab-ci.yml")
    job.variables = variables.map { CIVariable(name: Located($0.key, at: place), value: $0.value) }
    return JobMachine(job, JobCommand(tool: "aws", arguments: [], folder: "", span: place, writes: writes))
  }

  private static func resolution(_ id: String, _ machine: JobMachine, profile: String? = nil) throws -> Resolution {
    let chain = try #require(Chains.named(id))
    let arguments = ToolArguments(profile.map { ["profile": .value($0, nil)] } ?? [:])
    return chain.resolution(Situation(machine.answering(false).machine, arguments))
  }

  @Test(arguments: ["terraform-provider-v5", "aws-cli-v2"])
  func `keys that the job configured are the profile's`(_ id: String) throws {
    let machine = Self.machine(Self.keys)
    #expect(machine.writes(profile: "dev") == true)
    #expect(machine.writes(profile: "other") == false)
    #expect(try Self.resolution(id, machine, profile: "dev").fired?.kind == .profileStatic)
  }

  @Test(arguments: ["terraform-provider-v5", "aws-cli-v2"])
  func `a profile that nobody wrote is not there`(_ id: String) throws {
    let resolution = try Self.resolution(id, Self.machine([]), profile: "dev")
    guard case .failed(let failure) = resolution.outcome else { return #expect(Bool(false), "\(resolution)") }
    #expect(
      failure.text
        == (id == "aws-cli-v2"
          ? "The config profile (dev) could not be found" : "failed to get shared config profile, dev")
    )
    #expect(ChainOutcome(resolution) == .fails(failure.text))
  }

  @Test
  func `what is written behind a condition is unknown`() throws {
    let machine = Self.machine([Self.set("aws_access_key_id", Self.text(.literal("AKIA")), isSure: false)])
    #expect(machine.writes(profile: "dev") == nil)
    guard case .unknown = ChainOutcome(try Self.resolution("terraform-provider-v5", machine, profile: "dev")) else {
      return #expect(Bool(false))
    }
  }

  @Test(arguments: [("role_arn", true), ("source_profile", false), ("aws_access_key_id", true)])
  func `a value from outside leaves the file known only where it decides nothing`(_ key: String, _ isKnown: Bool) {
    let machine = Self.machine([Self.set(key, Self.text(.unknown("is set nowhere")))])
    #expect((machine.writes(profile: "dev") == nil) == !isKnown)
  }

  @Test
  func `a section whose name comes from outside makes the file unknown`() {
    let file = Self.text(.literal("["), .unknown("is set nowhere"), .literal("]\nregion = eu-west-1\n"))
    let write = JobWrite(path: Self.text(.literal("~/.aws/credentials")), .whole(file), isSure: true, at: Self.place)
    #expect(Self.machine([write]).writes(profile: "dev") == nil)
  }

  @Test(
    arguments: [
      [CIText.Part.literal("~/.aws/config")], [.predefined("HOME"), .literal("/.aws/config")],
    ]
  )
  func `the home folder has one name`(_ path: [CIText.Part]) {
    let path = CIText(path, source: "", at: Self.place)
    let written = Self.text(.literal("[profile dev]\nregion = eu-west-1\n"))
    let write = JobWrite(path: path, .whole(written), isSure: true, at: Self.place)
    #expect(Self.machine([write]).writes(profile: "dev") == true)
  }

  @Test
  func `a file that only the run names is found under that name, and another is unknown`() {
    let path = Self.text(.predefined("CI_PROJECT_DIR"), .literal(".tmp/config"))
    let written = Self.text(.literal("[profile dev]\nregion = eu-west-1\n"))
    let write = JobWrite(path: path, .whole(written), isSure: true, at: Self.place)
    #expect(Self.machine([write], ["AWS_CONFIG_FILE": path]).writes(profile: "dev") == true)
    let other = Self.text(.predefined("CI_PROJECT_DIR"), .literal("/config"))
    #expect(Self.machine([write], ["AWS_CONFIG_FILE": other]).writes(profile: "dev") == nil)
  }

  @Test
  func `behind too many writes no file is known, and before them each is`() {
    let write = JobWrite(path: nil, .anything("is too much"), isSure: true, at: Self.place)
    let other: [String: CIText] = ["AWS_SHARED_CREDENTIALS_FILE": Self.text(.literal("~/keys"))]
    #expect(Self.machine(Self.keys + [write]).writes(profile: "dev") == nil)
    #expect(Self.machine([write], other).writes(profile: "dev") == nil)
    #expect(Self.machine([], other).writes(profile: "dev") == false)
  }

  @Test
  func `a file whose name is not known may be any, and one of a known name is that one`() {
    let name = Self.text(.unknown("is set nowhere"), .literal("/.aws/config"))
    let written = Self.text(.literal("[profile dev]\nregion = eu-west-1\n"))
    let write = { JobWrite(path: $0, .whole(written), isSure: true, at: Self.place) }
    let other: [String: CIText] = ["AWS_CONFIG_FILE": Self.text(.literal("~/mine"))]
    #expect(Self.machine([write(name)], other).writes(profile: "dev") == nil)
    #expect(Self.machine([write(Self.text(.literal("~/.aws/config")))], other).writes(profile: "dev") == false)
  }

  @Test
  func `configuring a key again replaces it, and sections stay apart`() throws {
    let again = Self.keys + [Self.set("aws_access_key_id", Self.text(.literal("AKIASECOND")))]
    let resolution = try Self.resolution("aws-cli-v1", Self.machine(again), profile: "dev")
    guard case .keys(let id, _, _, _)? = resolution.fired?.plan else { return #expect(Bool(false), "\(resolution)") }
    #expect(id == "AKIASECOND")
  }

  @Test(
    arguments: [
      (["ubuntu-latest"], false), (["Ubuntu-24.04-arm"], false), (["ubuntu-slim"], false), (["windows-2025"], false),
      (["windows-11-arm"], false), (["macos-15-xlarge"], false), (["macos-latest-large"], false),
      (["self-hosted", "linux"], true), (["big"], true), ([], true), (["ubuntu-big-custom"], true),
      (["ubuntu-latest-16-cores"], true), (["ubuntu-24.04-large"], true), (["ubuntu-runner"], true),
      (["ubuntu-"], true), (["windows-gpu"], true), (["macos-15-ours"], true), (["ubuntu-latest", "gpu"], true),
    ]
  )
  func `only a machine of the platform's is known to have no instance role`(_ labels: [String], _ isOpen: Bool) {
    let runner = JobRunner(labels: labels.map { Self.text(.literal($0)) })
    #expect((runner == .hosted) == !isOpen)
  }

  @Test
  func `keys with a session are the job's own, and others are not`() throws {
    let session = Self.keys + [Self.set("aws_session_token", Self.text(.unknown("is a secret")))]
    let own = ChainOutcome(try Self.resolution("terraform-provider-v5", Self.machine(session), profile: "dev"))
    #expect(own == .token(.profileStatic))
    let other = ChainOutcome(try Self.resolution("terraform-provider-v5", Self.machine(Self.keys), profile: "dev"))
    #expect(other == .other(.profileStatic))
  }

  @Test
  func `keys in the environment come before a token in every SDK but one`() {
    #expect(KeyPrecedence.exceptions.map(\.id) == ["dotnet-v3"])
  }
}
