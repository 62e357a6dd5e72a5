import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

/// A world with a user who may do everything, and calls of IAM in short.
struct Administration {
  let world: World
  let admin: Signing

  init(allowsLocalIssuers: Bool = false) throws {
    world = try World(settings: Settings(region: World.region, allowsLocalIssuers: allowsLocalIssuers))
    admin = try world.addUser("admin", World.allow("*"))
  }

  func answer(_ action: String, _ parameters: [String: String] = [:], as signing: Signing? = nil) throws -> ServerAnswer
  {
    try world.call(action, parameters, as: signing ?? admin, service: .iam)
  }

  /// The result of a call, or the test fails.
  @discardableResult
  func ask(_ action: String, _ parameters: [String: String] = [:], as signing: Signing? = nil) throws -> WireElement {
    try answer(action, parameters, as: signing).result(action)
  }

  func refusal(_ action: String, _ parameters: [String: String] = [:], as signing: Signing? = nil) throws -> QueryError
  {
    try answer(action, parameters, as: signing).error(action)
  }

  /// All pages of a list, each as what `name` takes from it.
  func pages<Entry>(
    _ action: String,
    _ parameters: [String: String] = [:],
    size: Int,
    _ entries: (WireElement) -> [Entry]
  ) throws -> [[Entry]] {
    var pages: [[Entry]] = []
    var marker: String?
    repeat {
      var parameters = parameters.merging(["MaxItems": String(size)]) { $1 }
      parameters["Marker"] = marker
      let result = try ask(action, parameters)
      pages.append(entries(result))
      marker = result.string("Marker")
      #expect(result.string("IsTruncated") == (marker == nil ? "false" : "true"))
      #expect((marker?.utf8.count ?? 0) <= 320)
    } while marker != nil && pages.count < 100
    return pages
  }

  /// A trust policy that the control for shared issuers has nothing against.
  static let trust = World.policy(World.trust("arn:aws:iam::\(World.account):root"))
  static let reading = World.policy(World.allow("s3:GetObject"))

  /// Parameters for tags.
  static func tags(_ tags: [(String, String)]) -> [String: String] {
    var parameters: [String: String] = [:]
    for (place, tag) in tags.enumerated() {
      parameters["Tags.member.\(place + 1).Key"] = tag.0
      parameters["Tags.member.\(place + 1).Value"] = tag.1
    }
    return parameters
  }

  static func list(_ name: String, _ values: [String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: values.enumerated().map { ("\(name).member.\($0.offset + 1)", $0.element) })
  }

  @discardableResult
  func makeRole(_ name: String = "made", _ more: [String: String] = [:]) throws -> WireElement {
    try ask("CreateRole", ["RoleName": name, "AssumeRolePolicyDocument": Self.trust].merging(more) { $1 })
  }

  @discardableResult
  func makePolicy(_ name: String = "reading", _ more: [String: String] = [:]) throws -> String {
    let made = try ask("CreatePolicy", ["PolicyName": name, "PolicyDocument": Self.reading].merging(more) { $1 })
    return made.child("Policy")?.string("Arn") ?? ""
  }
}

extension WireElement {
  /// The text of a member's member.
  func text(_ path: String...) -> String? {
    var element: WireElement? = self
    for name in path.dropLast() { element = element?.child(name) }
    return path.last.flatMap { element?.string($0) }
  }

  /// What stands under a name in each member of a list.
  func texts(_ list: String, _ name: String? = nil) -> [String] {
    (child(list)?.children ?? []).compactMap { member in name.map { member.string($0) } ?? member.text }
  }

  /// Tags as `Key=Value`, in the order of the answer.
  var tagTexts: [String] {
    (child("Tags")?.children ?? []).map { "\($0.string("Key") ?? "?")=\($0.string("Value") ?? "?")" }
  }

  var names: Set<String> { Set(children.map(\.name)) }
}

extension QueryError {
  static func iam(_ code: String, _ status: Int, _ message: String) -> QueryError {
    QueryError(code: code, status: status, message: message)
  }

  static func noEntity(_ message: String) -> QueryError { .iam("NoSuchEntity", 404, message) }

  /// IAM's form of one broken constraint.
  static func constraint(_ parameter: String, _ text: String) -> QueryError {
    .iam(
      "ValidationError",
      400,
      "1 validation error detected: Value at '\(parameter)' failed to satisfy constraint: Member must \(text)"
    )
  }

  /// What a caller without permission is told.
  static func denied(_ caller: String, _ action: String, _ resource: String) -> QueryError {
    .iam(
      "AccessDenied",
      403,
      "User: \(caller) is not authorized to perform: \(action) on resource: \(resource) because no identity-based "
        + "policy allows the \(action) action"
    )
  }
}
