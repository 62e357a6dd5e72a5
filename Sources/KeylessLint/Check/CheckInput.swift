package import KeylessAWSHalf
package import KeylessCIHalf
package import KeylessHandshake
package import KeylessIntent
package import KeylessSource
package import KeylessTerraform

/// Everything a check looks at.
package struct CheckInput: Sendable {
  package var tree: SourceTree
  package var project = CIProject()
  package var defaultBranch: String?
  package var issuers = KnownIssuers()
  /// What the owner wants, where it is declared.
  package var intents: [Intent] = []
  package var terraform = TerraformInputs()
  /// What an account has, where it was asked.
  package var live: AWSHalf?

  package init(tree: SourceTree) { self.tree = tree }
}
