/// The condition keys of one request with their values.
///
/// A key has a list of values: one value is a list of one, and an empty list is a key that is there and says nothing.
/// Names are folded and values turned into bytes here, so that a decision allocates nothing.
package struct RequestContext: Sendable, ExpressibleByDictionaryLiteral {
  private(set) var entries: [Entry] = []

  struct Entry: Sendable {
    var key: ConditionKey
    var values: [String]
    var bytes: [[UInt8]]
  }

  package init() {}

  /// The later of two values for one key wins.
  package init(_ pairs: some Sequence<(String, [String])>) {
    for (key, values) in pairs { self[key] = values }
  }

  package init(dictionaryLiteral elements: (String, [String])...) {
    self.init(elements)
  }

  /// The values of a key, or nil when the request does not carry it.
  package subscript(key: String) -> [String]? {
    get { entry(ConditionKey(key))?.values }
    set {
      let key = ConditionKey(key)
      entries.removeAll { $0.key == key }
      if let newValue { entries.append(Entry(key: key, values: newValue, bytes: newValue.map { Array($0.utf8) })) }
    }
  }

  /// Every key as it was written, with its values, in the order of setting.
  package var all: [(key: String, values: [String])] { entries.map { ($0.key.name, $0.values) } }

  func entry(_ key: ConditionKey) -> Entry? {
    index(of: key).map { entries[$0] }
  }

  func index(of key: ConditionKey) -> Int? {
    for index in entries.indices where entries[index].key == key { return index }
    return nil
  }
}
