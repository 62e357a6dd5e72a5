/// The forms an expression can have.
///
/// Names and numbers are as they are written.
package enum HCLForm: Sendable {
  case null
  case bool(Bool)
  /// The digits, because a number here has any precision.
  case number(String)
  case variable(String)
  case template(HCLTemplate)
  case tuple([HCLExpression])
  case object([HCLObjectItem])
  case `for`(HCLFor)
  case call(HCLCall)
  case traversal(HCLTraversal)
  case not(HCLExpression)
  case negation(HCLExpression)
  case operation(HCLOperation)
  indirect case conditional(HCLExpression, then: HCLExpression, otherwise: HCLExpression)
  case parentheses(HCLExpression)
  /// What could not be read; a diagnostic says why.
  case unreadable
}
