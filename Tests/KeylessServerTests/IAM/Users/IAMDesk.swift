import KeylessAWS
import KeylessAccounts
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

/// Somebody who calls IAM in a world of its own.
struct IAMDesk {
  let world: World
  let signing: Signing

  /// At first the caller is a user who may do everything.
  init(_ world: World) throws {
    self.init(world: world, signing: try world.addUser("root-ish", World.allow("*")))
  }

  init(world: World, signing: Signing) {
    self.world = world
    self.signing = signing
  }

  static func make() throws -> IAMDesk { try IAMDesk(World()) }

  var account: AccountContents { world.accounts.snapshot[World.account] }

  func answer(_ action: String, _ parameters: [String: String] = [:]) throws -> ServerAnswer {
    try world.call(action, parameters, as: signing, service: .iam)
  }

  /// The result of a call that must be answered.
  @discardableResult
  func ask(_ action: String, _ parameters: [String: String] = [:]) throws -> WireElement {
    let answer = try answer(action, parameters)
    let response = QueryResponse(status: answer.status, contentType: answer.contentType, bytes: answer.bytes)
    switch try response.decode(action) {
    case .success(let result, _): return result
    case .failure(let error, _): throw Unexpected("\(action) \(parameters): \(error)")
    }
  }

  /// What a call is told that must be refused.
  func refusal(_ action: String, _ parameters: [String: String] = [:]) throws -> QueryError {
    try answer(action, parameters).error(action)
  }

  func expect(
    _ code: String,
    _ status: Int,
    _ message: String,
    _ action: String,
    _ parameters: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let error = try refusal(action, parameters)
    let expected = QueryError(code: code, status: status, message: message)
    #expect(error == expected, "\(action)", sourceLocation: sourceLocation)
  }
}

extension WireElement {
  /// The entries of a list below this element.
  func members(_ name: String) -> [WireElement] { child(name)?.children ?? [] }

  /// The texts of a list of texts.
  func texts(_ name: String) -> [String] { members(name).map(\.text) }

  /// The texts that the entries of a list have under a name.
  func texts(_ name: String, _ field: String) -> [String] { members(name).compactMap { $0.string(field) } }

  func has(_ name: String) -> Bool { children.contains { ASCII.equal($0.name, name) } }
}
