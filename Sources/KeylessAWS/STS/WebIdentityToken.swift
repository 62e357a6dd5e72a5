/// The job's signed token, a bearer secret until it expires.
package struct WebIdentityToken: SecretText {
  package let exposed: String

  package init(_ text: String) { exposed = text }
}
