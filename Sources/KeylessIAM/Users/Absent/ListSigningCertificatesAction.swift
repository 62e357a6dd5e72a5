/// No user of this AWS has a certificate.
package struct ListSigningCertificatesAction: EmptyUserList {
  package static let name = "ListSigningCertificates"
  package static let list = "Certificates"

  package let request: EmptyListRequest
  package init(_ request: EmptyListRequest) { self.request = request }
}
