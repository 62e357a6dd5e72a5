/// The condition keys of one request with their values.
///
/// A key has a list of values: one value is a list of one, and an empty list is a key that is there and says nothing.
/// Names are folded and values turned into bytes when they are set, so that a decision allocates nothing; as text they
/// are made again only for whoever wants to read them.
package struct RequestContext: Sendable, ExpressibleByDictionaryLiteral {
  private(set) var entries: [Entry] = []

  struct Entry: Sendable {
    var key: ConditionKey
    var values: Values
  }

  /// The values as UTF-8; the one value that nearly every key has stands alone.
  enum Values: Sendable {
    case one([UInt8])
    case list([[UInt8]])

    var count: Int {
      switch self {
      case .one: 1
      case .list(let values): values.count
      }
    }

    var first: [UInt8]? {
      switch self {
      case .one(let value): value
      case .list(let values): values.first
      }
    }

    func allSatisfy(_ holds: ([UInt8]) -> Bool) -> Bool {
      switch self {
      case .one(let value): holds(value)
      case .list(let values): values.allSatisfy(holds)
      }
    }

    func contains(where holds: ([UInt8]) -> Bool) -> Bool {
      switch self {
      case .one(let value): holds(value)
      case .list(let values): values.contains(where: holds)
      }
    }

    /// Every byte came from a `String`, so nothing is lost or repaired.
    var texts: [String] {
      switch self {
      case .one(let value): [String(decoding: value, as: UTF8.self)]
      case .list(let values): values.map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  package init() {}

  /// With room for as many keys as a caller knows it will set.
  package init(capacity: Int) { entries.reserveCapacity(capacity) }

  /// The later of two values for one key wins.
  package init(_ pairs: some Sequence<(String, [String])>) {
    for (key, values) in pairs { self[key] = values }
  }

  package init(dictionaryLiteral elements: (String, [String])...) {
    self.init(elements)
  }

  /// The values of a key, or nil when the request does not carry it.
  package subscript(key: String) -> [String]? {
    get { entry(ConditionKey(key))?.values.texts }
    set {
      let key = ConditionKey(key)
      if let newValue { set(key, newValue) } else { remove(key) }
    }
  }

  /// One value, for a key that was made beforehand; what was set before under this key is gone.
  package mutating func set(_ key: ConditionKey, _ value: String) {
    put(key, .one(Array(value.utf8)))
  }

  /// A list of values, for a key that was made beforehand; what was set before under this key is gone.
  package mutating func set(_ key: ConditionKey, _ values: [String]) {
    if values.count == 1 {
      put(key, .one(Array(values[0].utf8)))
    } else {
      put(key, .list(values.map { Array($0.utf8) }))
    }
  }

  package mutating func remove(_ key: ConditionKey) {
    if let index = index(of: key) { entries.remove(at: index) }
  }

  /// Every key as it was written, with its values, in the order of setting.
  package var all: [(key: String, values: [String])] { entries.map { ($0.key.name, $0.values.texts) } }

  func entry(_ key: ConditionKey) -> Entry? {
    index(of: key).map { entries[$0] }
  }

  func index(of key: ConditionKey) -> Int? {
    for index in entries.indices where entries[index].key == key { return index }
    return nil
  }

  private mutating func put(_ key: ConditionKey, _ values: Values) {
    remove(key)
    entries.append(Entry(key: key, values: values))
  }
}
