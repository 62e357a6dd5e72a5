/// What stands for the account that a configuration is applied to, where its files do not say which: no set of pipelines
/// depends on it.
package enum OwnAccount {
  package static let id = "111122223333"
  package static let partition = "aws"
  package static let region = "us-east-1"
  package static let dnsSuffix = "amazonaws.com"
}
