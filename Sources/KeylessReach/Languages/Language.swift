/// A regular language over valid UTF-8: a set of texts, finite or not.
///
/// The universe is all valid UTF-8 (any length; NUL included; no surrogates, no overlong forms, nothing above U+10FFFF),
/// and every language is a subset of it. It is kept as the one minimal complete deterministic automaton with canonical
/// numbering, so `==` is equality of languages, and what is computed from it does not depend on how it was come by.
///
/// Length limits stay outside (`FactKind.longest`): counting to 255 would multiply the states.
package struct Language: Hashable, Sendable {
  let automaton: Automaton

  /// Of any automaton that accepts valid UTF-8 only.
  init(minimising automaton: Automaton) { self.init(canonical: automaton.canonical()) }

  init(canonical automaton: Automaton) { self.automaton = automaton }

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

  /// The tables of a big automaton are not worth hashing whole.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(automaton.classes.count)
    hasher.combine(automaton.accepting)
    for entry in automaton.table.prefix(256) { hasher.combine(entry) }
  }
}
