import KeylessSource
@testable import KeylessChain
import Testing

struct BotocoreChainTests {
  private func machine(
    _ environment: Environment,
    _ files: [String: String] = [:],
    unknown: Set<String> = []
  ) -> Machine {
    var environment = environment
    environment["HOME"] = .value("/home/me", nil)
    return Machine(environment: environment) { path in
      if unknown.contains(path) { return .unknown("is on a runner") }
      return files[path].map { .bytes(Array($0.utf8)) } ?? .missing
    }
  }

  @Test("what the profile takes from the web identity is told with the line that decides")
  func placeOfTheDecidingLine() throws {
    let text = "[profile dev]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = secret\n"
    let environment = Environment(["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/job"])
    let machine = machine(environment, ["/home/me/.aws/config": text, "/token": "e.y.J"])
    let resolution = Boto3().resolution(Situation(machine, ToolArguments(["profile": .value("dev", nil)])))
    let link = try #require(resolution.fired)
    #expect(link.origin.kind == .profile("dev", file: "/home/me/.aws/config"))
    #expect(link.origin.place?.range.lowerBound ?? 0 > 13)
    #expect(resolution.passed.map(\.kind).contains(.environment))
    // Nobody names the profile, and there it is.
    #expect(Boto3().resolution(Situation(machine)).fired?.kind == .webIdentity)
  }

  @Test("the links behind the one that fires are told as shadowed")
  func shadows() {
    let environment = Environment([
      "AWS_ACCESS_KEY_ID": "AKIAI44QH8DHBEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
      "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/job",
    ])
    let resolution = Boto3().resolution(Situation(machine(environment)))
    #expect(resolution.fired?.kind == .environment)
    #expect(resolution.shadowed.map(\.kind) == [.webIdentity])
  }

  @Test("keys that nobody knows and that are there fire; keys that may be there are two cases")
  func unknownKeys() {
    var environment = Environment([
      "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/job/deploy",
    ])
    environment["AWS_ACCESS_KEY_ID"] = .opaque("is masked", nil)
    environment["AWS_SECRET_ACCESS_KEY"] = .opaque("is masked", nil)
    let machine = machine(environment, unknown: ["/token"])
    #expect(Boto3().resolution(Situation(machine)).fired?.kind == .environment)
    environment["AWS_ACCESS_KEY_ID"] = .unknown("is a variable of the project", nil)
    let other = self.machine(environment, unknown: ["/token"])
    guard case .unknown(let input, let cases) = Boto3().resolution(Situation(other)).outcome else {
      Issue.record("it depends on the variable")
      return
    }
    #expect(input.input == .variable("AWS_ACCESS_KEY_ID"))
    #expect(cases.map { $0.resolution.fired?.kind } == [.webIdentity, .environment])
  }

  @Test("a config file that nobody knows decides: its profile may be missing, or assume a role")
  func unknownConfig() {
    let machine = machine(Environment(), unknown: ["/home/me/.aws/config"])
    guard case .unknown(let input, _) = Boto3().resolution(Situation(machine)).outcome else {
      Issue.record("it depends on the file")
      return
    }
    #expect(input.input == .file("/home/me/.aws/config"))
  }

  @Test("a token file that nobody can see lets the link fire", arguments: [true, false])
  func unknownTokenFile(isUnknown: Bool) {
    let environment = Environment([
      "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/job/deploy",
    ])
    let resolution = Boto3().resolution(Situation(machine(environment, unknown: isUnknown ? ["/token"] : [])))
    #expect((resolution.fired?.kind == .webIdentity) == isUnknown)
    if !isUnknown, case .failed(let failure) = resolution.outcome {
      #expect(failure.text == "[Errno 2] No such file or directory: '/token'")
      #expect(failure.link == .webIdentity)
    }
  }

  @Test("keys handed to the session come before everything but a profile that is missing")
  func arguments() {
    let environment = Environment(["AWS_ACCESS_KEY_ID": "AKIAI44QH8DHBEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"])
    var arguments = ToolArguments([
      "access_key": .value("AKIAIOSFODNN7EXAMPLE", nil), "secret_key": .value("secret", nil),
    ])
    let resolution = Boto3().resolution(Situation(machine(environment), arguments))
    #expect(resolution.fired?.kind == .arguments)
    #expect(resolution.shadowed.map(\.kind) == [.environment])
    arguments.values["profile"] = .value("nope", nil)
    guard case .failed(let failure) = Boto3().resolution(Situation(machine(environment), arguments)).outcome else {
      Issue.record("the profile is missing")
      return
    }
    #expect(failure.text == "The config profile (nope) could not be found")
  }

  @Test("the cache is named as SHA-1 names it")
  func cacheName() {
    #expect(CacheName.sha1("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(CacheName.sha1("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(CacheName.sha1(long) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
  }

  @Test("texts are printed as Python prints them")
  func pythonTexts() {
    #expect(PythonText.quoted("it's") == "\"it's\"")
    #expect(PythonText.quoted("it's \"so\"") == "'it\\'s \"so\"'")
    #expect(PythonText.integer(" 1_800 ") == 1800)
    #expect(PythonText.integer("1__800") == nil)
    #expect(PythonText.integer("soon") == nil)
    #expect(PythonText.read([97, 13, 10, 13, 98]) == "a\n\nb")
  }
}
