/// The subjects that a project can be given in place of the default one: lists of keys, each written before its value.
package struct CustomSubjects: Hashable, Sendable {
  /// The keys that a list may have.
  package let keys: [String]
  /// Keys that name a project, with which a list may begin.
  package let beginnings: [[String]]
  /// Keys that stand behind those as a rule, for places where a pattern does not say what stands there.
  package let fillings: [[String]]
}

extension Platform {
  /// Nil where nobody can choose the keys of a subject.
  package var customSubjects: CustomSubjects? { rules.customSubjects }
}
