/// One shape of issuer URL that a platform has; where tenants have their own, the URL says which facts.
struct IssuerPattern: Sendable {
  let title: String
  let segments: [Segment]
  /// Whether one URL serves tenants who do not trust each other.
  let isShared: Bool
  /// Whether the host is the platform's, so that no other platform has such an issuer.
  let isPublic: Bool
  let evidence: Evidence
  /// Which pipelines have this issuer, when it is not given.
  let condition: FactCondition

  init(
    _ title: String,
    _ segments: [Segment],
    isShared: Bool,
    isPublic: Bool = true,
    when condition: FactCondition = .always,
    evidence: Evidence = .documented
  ) {
    self.title = title
    self.segments = segments
    self.isShared = isShared
    self.isPublic = isPublic
    self.condition = condition
    self.evidence = evidence
  }

  enum Segment: Hashable, Sendable, ExpressibleByStringLiteral {
    case literal(String)
    /// The text of a fact, up to the literal that follows.
    case fact(String)
    /// Any host, with or without a port.
    case host
    /// Nothing, or a path with its slash; the last segment.
    case path

    init(stringLiteral value: String) { self = .literal(value) }
  }

  var form: IssuerForm {
    let url = segments.map { segment in
      switch segment {
      case .literal(let text): text
      case .fact(let name): "<\(name)>"
      case .host: "<host>[:<port>]"
      case .path: "[/<path>]"
      }
    }
    return IssuerForm(title, url.joined(), isShared: isShared, evidence: evidence)
  }

  var facts: [String] { segments.compactMap { if case .fact(let name) = $0 { name } else { nil } } }

  /// The issuer that the facts name; nil when they do not name one of this shape.
  func issuer(of sheet: FactSheet) -> String? {
    guard condition.holds(in: sheet) else { return nil }
    var out = ""
    for segment in segments {
      switch segment {
      case .literal(let text): out += text
      case .fact(let name):
        guard let value = sheet.text(name) else { return nil }
        out += value
      case .host, .path: return nil
      }
    }
    return out
  }

  /// The facts in an issuer of this shape; nil for any other issuer.
  func match(_ issuer: IssuerURL, _ kinds: [String: FactKind]) -> [String: String]? {
    var rest = Array((issuer.scheme + issuer.withoutScheme).utf8)[...]
    var found: [String: String] = [:]
    for (index, segment) in segments.enumerated() {
      switch segment {
      case .literal(let text):
        guard rest.starts(with: text.utf8) else { return nil }
        rest = rest.dropFirst(text.utf8.count)
      case .fact(let name):
        let value = String(decoding: head(of: rest, before: index + 1), as: UTF8.self)
        guard kinds[name]?.contains(value) == true else { return nil }
        found[name] = value
        rest = rest.dropFirst(value.utf8.count)
      case .host:
        let host = rest.prefix { $0 != UInt8(ascii: "/") }
        guard !host.isEmpty else { return nil }
        rest = rest.dropFirst(host.count)
      case .path:
        guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
        rest = []
      }
    }
    return rest.isEmpty ? found : nil
  }

  /// No fact in an issuer holds a `/` or a `.`, with which every literal after one begins.
  private func head(of rest: ArraySlice<UInt8>, before next: Int) -> ArraySlice<UInt8> {
    guard next < segments.count, case .literal(let text) = segments[next], let end = text.utf8.first else {
      return rest
    }
    return rest.prefix { $0 != end }
  }
}
