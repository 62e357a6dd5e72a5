package import KeylessFindings
package import KeylessPolicy
import KeylessReach
import KeylessSource

extension TrustSubject {
  /// The `Allow` statements that speak of the exchange of a token.
  package var admitting: [Statement] {
    document.statements.filter { $0.effect.value == .allow && TrustQuestion.isExchange($0) }
  }

  /// Their places in the policy.
  package var admittingNumbers: [Int] {
    document.statements.indices.filter { index in
      document.statements[index].effect.value == .allow && TrustQuestion.isExchange(document.statements[index])
    }
  }

  /// The severity of this role: one step lower when it can surely only read.
  package func severity(_ severity: FindingSeverity) -> FindingSeverity {
    guard isReadOnly, let place = FindingSeverity.allCases.firstIndex(of: severity), place > 0 else { return severity }
    return FindingSeverity.allCases[place - 1]
  }

  package var denying: [Statement] { document.statements.filter { $0.effect.value == .deny } }
}
