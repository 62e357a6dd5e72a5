/// What a configuration does not say and need not: it stays a symbol inside texts, one private-use scalar each, so that
/// every function on texts carries it along.
package enum TerraformSymbol: Unicode.Scalar, CaseIterable, Sendable {
  /// The account the configuration is applied to.
  case account = "\u{F0000}"
  /// Its partition: `aws`, `aws-cn`, `aws-us-gov`.
  case partition = "\u{F0001}"
  /// The region of the provider.
  case region = "\u{F0002}"
  /// The domain of the partition: `amazonaws.com`.
  case dnsSuffix = "\u{F0003}"
}
