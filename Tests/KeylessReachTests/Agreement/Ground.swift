import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// One policy as both engines see it.
struct Ground {
  let compiled: CompiledPolicy
  /// Whether the reach claims to be exact, and not to lie between two bounds.
  var isExact: Bool { unknowns.isEmpty }
  let unknowns: [String]
  let fields: [Field]
}

/// One form of requests, and what the reach says of it.
struct Field {
  let form: Form
  let name: String
  let sure: BoxSet
  let possible: BoxSet
  private let request: PolicyRequest
  /// The keys that the policy asks for, with where they come from.
  let sources: [(key: ConditionKey, source: KeySource)]
  /// The components that the policy can see.
  let touched: [Int]

  init(
    _ form: Form,
    _ name: String,
    _ sure: BoxSet,
    _ possible: BoxSet,
    _ document: PolicyDocument,
    _ request: PolicyRequest
  ) {
    self.form = form
    self.name = name
    self.sure = sure
    self.possible = possible
    self.request = request
    sources = document.contextKeys.map { ($0, form.source(of: $0)) }
    var touched = [GeneralReach.action, GeneralReach.resource].compactMap { form.place(of: $0) }
    for (_, source) in sources { touched += source.components }
    self.touched = touched
  }

  /// What the evaluator is asked about a point: put together here and not by the reach, and with the keys of the policy
  /// alone, because a debug build makes half a million of these.
  func request(_ point: Point) -> PolicyRequest {
    var context = RequestContext(capacity: sources.count)
    for (key, source) in sources {
      if let values = source.values(at: point) { context.set(key, values) }
    }
    return request(point, context)
  }

  /// The same with everything that the form knows.
  func wholeRequest(_ point: Point) -> PolicyRequest { request(point, form.context(of: point)) }

  private func request(_ point: Point, _ context: RequestContext) -> PolicyRequest {
    var request = request
    request.context = context
    func text(_ component: String) -> String? {
      guard let place = form.place(of: component), case .text(let bytes) = point.values[place] else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    if let action = text(GeneralReach.action) { request.action = action }
    if let resource = text(GeneralReach.resource) { request.resource = resource }
    return request
  }

  /// Whether the platform lets the component have this value; limits of length stand outside the sets.
  func isLegal(_ value: Point.Value, at index: Int) -> Bool {
    let component = form.components[index]
    guard component.domain.contains(value) else { return false }
    guard case .text(let text) = value else { return true }
    return switch component.longest {
    case nil: true
    case .bytes(let most)?: text.count <= most
    case .scalars(let most)?: text.count { $0 & 0xC0 != 0x80 } <= most
    }
  }
}

extension KeySource {
  var components: [Int] {
    switch self {
    case .absent, .unknown: []
    case .component(let index): [index]
    case .template(let segments, let presence):
      segments.compactMap { if case .component(let index, _) = $0 { index } else { nil } }
        + [presence].compactMap(\.self)
    }
  }

  /// Nil when the key is missing.
  fileprivate func values(at point: Point) -> [String]? {
    switch self {
    case .absent, .unknown: return nil
    case .component(let index):
      switch point.values[index] {
      case .absent: return nil
      case .text(let text): return [String(decoding: text, as: UTF8.self)]
      case .list(let list): return list.map { String(decoding: $0, as: UTF8.self) }
      }
    case .template(let segments, let presence):
      if let presence, point.values[presence] == .text(Array("absent".utf8)) { return nil }
      var out = ""
      for segment in segments {
        switch segment {
        case .literal(let bytes): out += String(decoding: bytes, as: UTF8.self)
        case .component(let index, let escape):
          guard case .text(let text) = point.values[index] else { return nil }
          out += escape.apply(to: String(decoding: text, as: UTF8.self))
        }
      }
      return [out]
    }
  }
}
