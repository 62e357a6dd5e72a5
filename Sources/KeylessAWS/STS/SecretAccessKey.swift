/// The key that requests are signed with; it never goes over the wire after it was issued.
package struct SecretAccessKey: SecretText {
  package let exposed: String

  package init(_ text: String) { exposed = text }
}
