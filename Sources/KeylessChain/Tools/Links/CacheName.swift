import KeylessAWS

/// The name under which a token is cached: the SHA-1 of what it is for, in hexadecimal, which protects nothing.
enum CacheName {
  /// The file of an SSO token: by the name of its session or, without one, by the start URL.
  static func sso(_ plan: SSOPlan, home: String) -> String {
    "\(home)/.aws/sso/cache/\(sha1(plan.session ?? plan.startURL)).json"
  }

  static func sha1(_ text: String) -> String { Hex.encode(Digest.sha1(Array(text.utf8))) }
}
