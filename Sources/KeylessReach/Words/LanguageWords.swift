/// Says a language in words that mean exactly it, or says that it has none.
///
/// Every description is made into a language again and compared, so the words and the set cannot disagree.
struct LanguageWords {
  /// What the component may be at all.
  let domain: Language
  /// Languages that the policy itself spells for this component, each with its spelling.
  let hints: Hints
  let work: Work

  typealias Hints = () throws(TooComplex) -> [(words: String, language: Language)]

  private static let most = 6

  /// Nil: any value.
  func words(_ language: Language) throws(TooComplex) -> String? {
    if language == domain { return nil }
    if let exact = try positive(language) { return exact }
    let left = try work.combine(domain, language, .left)
    if let members = listed(left) { return "anything but \(members)" }
    if let shape = try shape(left) { return "anything that is not \(shape)" }
    if let hinted = try hinted(language) { return hinted }
    if let left = try hinted(left) { return "anything that is not \(left)" }
    if let without = try shapeWithout(language) { return without }
    let some = language.members(preferring: 3).map(Self.quoted).joined(separator: ", ")
    return "a set that has no short name, with \(some)"
  }

  private func positive(_ language: Language) throws(TooComplex) -> String? {
    if let members = listed(language) { return members }
    return try shape(language)
  }

  private func listed(_ language: Language) -> String? {
    guard let members = language.members(atMost: Self.most), !members.isEmpty else { return nil }
    return Self.joined(members.map(Self.quoted))
  }

  /// A beginning, an end, or both.
  private func shape(_ language: Language) throws(TooComplex) -> String? {
    if let (base, words) = try base(language), base == language { return words }
    let (start, end) = (language.commonPrefix, language.commonSuffix)
    let one = try work.combine(work.pattern([.literal(start), .anyScalar, .literal(end)]), domain, .both)
    guard one == language, !one.isEmpty else { return nil }
    return "\(Self.quoted(start)) followed by one character" + (end.isEmpty ? "" : " and \(Self.quoted(end))")
  }

  private func base(_ language: Language) throws(TooComplex) -> (Language, String)? {
    let (start, end) = (language.commonPrefix, language.commonSuffix)
    guard !start.isEmpty || !end.isEmpty else { return nil }
    let pattern = try work.pattern([.literal(start), .anyRun, .literal(end)])
    let base = try work.combine(pattern, domain, .both)
    let begins = "\(Self.quoted(start)) followed by anything"
    let ends = "anything that ends in \(Self.quoted(end))"
    let words =
      end.isEmpty
      ? begins : start.isEmpty ? ends : "\(Self.quoted(start)) followed by anything that ends in \(Self.quoted(end))"
    return (base, words)
  }

  /// A shape with exceptions.
  private func shapeWithout(_ language: Language) throws(TooComplex) -> String? {
    guard let (base, words) = try base(language) else { return nil }
    let without = try work.combine(base, language, .left)
    if let members = listed(without) { return "\(words), but not \(members)" }
    if let shape = try shape(without) { return "\(words), but nothing that is \(shape)" }
    return nil
  }

  /// As the union of what the policy spells.
  private func hinted(_ language: Language) throws(TooComplex) -> String? {
    var parts: [String] = []
    var union = Language.none
    for hint in try hints() where !hint.language.isEmpty && hint.language.isSubset(of: language) {
      if hint.language.isSubset(of: union) { continue }
      union = try work.combine(union, hint.language, .either)
      parts.append(try positive(hint.language) ?? hint.words)
      if parts.count > Self.most { return nil }
    }
    return union == language && !parts.isEmpty ? Self.joined(parts) : nil
  }

  /// In backticks; one in the text itself is escaped, so that a value cannot look like two.
  static func quoted(_ text: [UInt8]) -> String {
    "`" + TerminalWords.escaped(String(decoding: text, as: UTF8.self)).replacing("`", with: "\u{60}") + "`"
  }

  static func joined(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " or " + last
  }
}
