import KeylessTesting
import KeylessOIDC
import Testing

@Suite("the examples of RFC 7515, appendix A")
struct RFC7515Tests {
  static let payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

  static let rsaSet =
    #"{"keys":[{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL"#
    + "-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xs"
    + #"mtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]}"#

  static let rsaSignature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAyn"
    + "RFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv"
    + "Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"

  static let ecSet =
    #"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#

  static let ecSignature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

  @Test("A.2, RS256, holds and its neighbour does not")
  func rsa() throws {
    try check("eyJhbGciOiJSUzI1NiJ9", Self.rsaSignature, Self.rsaSet)
  }

  @Test("A.3, ES256, holds and its neighbour does not")
  func elliptic() throws {
    try check("eyJhbGciOiJFUzI1NiJ9", Self.ecSignature, Self.ecSet)
  }

  @Test("the example is refused for the claims it lacks")
  func lacksClaims() throws {
    let token = try UnverifiedToken.parse("eyJhbGciOiJSUzI1NiJ9.\(Self.payload).\(Self.rsaSignature)")
    let refusal = #expect(throws: TokenRefusal.self) { try TokenVerifier.requireClaims(token) }
    #expect(refusal?.awsError.message == "Missing a required claim: sub")
  }

  private func check(_ header: String, _ signature: String, _ set: String) throws {
    let keys = try JSONWebKeySet.parse(Array(set.utf8))
    let token = try UnverifiedToken.parse("\(header).\(Self.payload).\(signature)")
    #expect(throws: Never.self) { try TokenVerifier.checkSignature(token, keys: keys) }
    #expect(token.claims.issuer == "joe")
    #expect(token.claims.expiry == 1_300_819_380)
    let other = Base64URL.encode(#"{"iss":"eve"}"#.utf8)
    let forged = try UnverifiedToken.parse("\(header).\(other).\(signature)")
    #expect(throws: TokenRefusal.self) { try TokenVerifier.checkSignature(forged, keys: keys) }
  }
}
