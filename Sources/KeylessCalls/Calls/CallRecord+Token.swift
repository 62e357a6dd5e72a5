package import KeylessOIDC
import KeylessSource

extension CallRecord.PresentedToken {
  package init(_ claims: TokenClaims, roleARN: String) {
    var tokenID: String?
    if case .string(let text)? = claims[claim: "jti"]?.value { tokenID = text }
    self.init(issuer: claims.issuer, subject: claims.subject, tokenID: tokenID, roleARN: roleARN)
  }
}
