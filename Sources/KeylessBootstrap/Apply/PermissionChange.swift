import KeylessPolicy
import KeylessReach

/// How one permission policy compares with another: action, resource and every condition key by itself.
enum PermissionChange {
  static func between(_ old: String, _ new: String) -> Comparison {
    do {
      let documents = try [old, new].map {
        try PolicyDocument.parse(bytes: Array($0.utf8), file: "policy", kind: .identity)
      }
      let exact = try compare(documents, symbols: false)
      guard exact == .unrelated, documents.allSatisfy(GeneralReach.allowsSymbols) else { return exact }
      return try compare(documents, symbols: true)
    } catch {
      // A policy that cannot be compared is taken for one that allows more.
      return .unrelated
    }
  }

  private static func compare(_ documents: [PolicyDocument], symbols: Bool) throws(TooComplex) -> Comparison {
    let (form, work) = (GeneralReach.form(of: documents), Work())
    let old = try GeneralReach(documents[0], in: form, symbols: symbols, work: work)
    let new = try GeneralReach(documents[1], in: form, symbols: symbols, work: work)
    return Comparison(
      newInOld: try GeneralReach.inclusion(of: new, in: old, work: work).holds,
      oldInNew: try GeneralReach.inclusion(of: old, in: new, work: work).holds
    )
  }
}
