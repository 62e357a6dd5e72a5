package import KeylessPlatforms
package import KeylessPolicy

/// One shape of a request: its components, and how the condition keys are put together from them.
package struct Form: Sendable {
  /// The form of the token; nil where no token is spoken of.
  package let token: TokenForm?
  /// Which issuer mints it; empty where no token is spoken of.
  package let issuer: String
  /// The custom subject of it, where it has one.
  package let subjectTemplate: [String]?
  package private(set) var components: [Component] = []
  private var places: [String: Int] = [:]
  private var keys: [ConditionKey: KeySource] = [:]
  /// What a key is that is not listed.
  private let otherKeys: @Sendable (ConditionKey) -> KeySource

  package init(
    token: TokenForm? = nil,
    issuer: String = "",
    subjectTemplate: [String]? = nil,
    otherKeys: @escaping @Sendable (ConditionKey) -> KeySource
  ) {
    self.token = token
    self.issuer = issuer
    self.subjectTemplate = subjectTemplate
    self.otherKeys = otherKeys
  }

  package var domain: [Factor] { components.map(\.domain) }

  package func place(of component: String) -> Int? { places[component] }

  package func source(of key: ConditionKey) -> KeySource { keys[key] ?? otherKeys(key) }

  /// Every key that requests of this form can carry.
  package var knownKeys: [ConditionKey] { keys.keys.sorted { $0.name < $1.name } }

  /// The place of the component; one of that name that is there already is kept.
  @discardableResult
  package mutating func add(_ component: Component) -> Int {
    if let place = places[component.name] { return place }
    places[component.name] = components.count
    components.append(component)
    return components.count - 1
  }

  package mutating func set(_ key: String, _ source: KeySource) { keys[ConditionKey(key)] = source }
}
