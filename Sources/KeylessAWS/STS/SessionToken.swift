/// The opaque third part of temporary credentials.
package struct SessionToken: SecretText {
  package let exposed: String

  package init(_ text: String) { exposed = text }
}
