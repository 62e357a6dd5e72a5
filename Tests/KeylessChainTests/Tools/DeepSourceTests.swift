import KeylessChain
import Testing

/// Profiles that take their credentials one from another, more of them than anybody follows.
@Suite("source profiles one behind another")
struct DeepSourceTests {
  /// `name` writes the profile as its header does, and as another one names it.
  private static func machine(
    _ count: Int,
    in path: String,
    _ name: (Int) -> (header: String, source: String)
  ) -> Machine {
    let text =
      (0..<count).map {
        "[\(name($0).header)]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = \(name($0 + 1).source)\n"
      }
      .joined()
      + "[\(name(count).header)]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
    let bytes = Array(text.utf8)
    return Machine(
      environment: Environment(["HOME": "/job", "AWS_PROFILE": "p0"]),
      instanceMetadata: .value(false, nil)
    ) { $0 == path ? .bytes(bytes) : .missing }
  }

  private static func isTooDeep(_ resolution: Resolution) -> Bool {
    guard case .unknown(let unknown, _) = resolution.outcome else { return false }
    return unknown.reason.contains("one from another")
  }

  @Test
  func `five thousand are unknown in every tool, and two in none`() {
    for (count, isDeep) in [(5_000, true), (2, false)] {
      let machine = Self.machine(count, in: "/job/.aws/credentials") { ("p\($0)", "p\($0)") }
      for chain in Chains.all {
        #expect(Self.isTooDeep(chain.resolution(Situation(machine))) == isDeep, "\(count), \(chain.tool.id)")
      }
    }
  }

  @Test("PHP finds a source by all that stands between the brackets, and follows no more of those")
  func php() throws {
    let php = try #require(Chains.named("php"))
    for (count, isDeep) in [(5_000, true), (102, true), (2, false)] {
      let machine = Self.machine(count, in: "/job/.aws/config") { ("profile p\($0)", "profile p\($0)") }
      let resolution = php.resolution(Situation(machine))
      #expect(Self.isTooDeep(resolution) == isDeep, "\(count)")
      if !isDeep { #expect(resolution.fired?.kind == .assumeRole) }
    }
  }

  @Test("PHP tells a circle, however it is entered")
  func circle() throws {
    let php = try #require(Chains.named("php"))
    let machine = Self.machine(3, in: "/job/.aws/config") { ("profile p\($0)", "profile p\($0 % 3)") }
    let resolution = php.resolution(Situation(machine))
    #expect(resolution.fired == nil)
    #expect(resolution.passed.contains { $0.reason == "Circular source_profile reference found." })
  }
}
