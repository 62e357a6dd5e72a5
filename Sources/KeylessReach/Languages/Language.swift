/// A regular language over valid UTF-8: a set of texts, finite or not.
///
/// The universe is all valid UTF-8 (any length; NUL included; no surrogates, no overlong forms, nothing above U+10FFFF),
/// and every language is a subset of it. It is kept as the one minimal complete deterministic automaton with canonical
/// numbering, so `==` is equality of languages, and what is computed from it does not depend on how it was come by.
///
/// Length limits stay outside (`FactKind.longest`): counting to 255 would multiply the states.
package struct Language: Hashable, Sendable {
  /// One reference, because boxes copy their languages all the time.
  private let content: LanguageContent

  var automaton: Automaton { content.automaton }

  /// The only member; nil where there is none, or another.
  ///
  /// Most values of a policy are one text, and with one text intersection and difference are a question of membership.
  package var onlyMember: [UInt8]? { content.onlyMember }

  /// Of any automaton that accepts valid UTF-8 only.
  init(minimising automaton: Automaton) { self.init(canonical: automaton.canonical()) }

  init(canonical automaton: Automaton) { content = LanguageContent(automaton) }

  /// No text at all.
  package static let none = Language(
    minimising: Automaton(classes: ByteClasses(), table: [0], accepting: [false])
  )

  /// All texts.
  package static let anything = Language(minimising: .utf8)

  /// The empty text alone.
  package static let emptyText = text([])

  package var isEmpty: Bool { stateCount == 1 && !automaton.accepting[0] }

  package func contains(_ bytes: some Sequence<UInt8>) -> Bool { automaton.accepting[automaton.walk(0, bytes)] }

  package static func == (left: Language, right: Language) -> Bool {
    left.content === right.content
      || left.content.fingerprint == right.content.fingerprint && left.automaton == right.automaton
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(content.fingerprint) }
}
