import KeylessAWS
import KeylessPolicy

/// Reads `ContextEntries`: the condition keys of a simulated request with their types and values.
enum SimulationContext {
  static func read(_ entries: [QueryScope]) throws(QueryError) -> RequestContext {
    var context = RequestContext(capacity: entries.count)
    for entry in entries {
      let name = entry.string("ContextKeyName") ?? ""
      guard (5...256).contains(name.unicodeScalars.count) else { throw .invalidContextKey(name) }
      guard context[name] == nil else { throw .repeatedContextKey(name) }
      let typeName = entry.string("ContextKeyType") ?? ContextKeyType.string.rawValue
      guard let type = ContextKeyType(typeName) else { throw .invalidContextType(of: name) }
      let values = try entry.strings("ContextKeyValues") ?? []
      for value in values where !type.admits(value) { throw .invalidContextValue(of: name, type.rawValue) }
      context[name] = values
    }
    return context
  }
}
