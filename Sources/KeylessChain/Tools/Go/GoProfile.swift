import KeylessSource

/// One profile as the Go SDK holds it after loading: `SharedConfig` of aws-sdk-go-v2 `config/shared_config.go`.
///
/// Loading is where a Go program fails for a profile that is badly written, before any link is asked.
struct GoProfile: Hashable, Sendable {
  struct Keys: Hashable, Sendable {
    let id: Located<String>
    let idOrigin: TextOrigin
    let secret: TextOrigin
    let token: TextOrigin?
  }

  let name: String
  let place: SourceSpan?
  var keys: Keys?
  var roleARN: Located<String>?
  var sourceProfile: Located<String>?
  var externalID: String?
  var mfaSerial: Located<String>?
  var sessionName: String?
  var credentialSource: Located<String>?
  var process: Located<String>?
  var webIdentityTokenFile: Located<String>?
  /// As it is written; a text that is no number counts as 0.
  var durationSeconds: Int?
  var sso: GoSSO
  /// The profile of `source_profile`, loaded too; in an array, as a value cannot hold itself.
  private var sources: [GoProfile] = []

  var source: GoProfile? {
    get { sources.first }
    set { sources = newValue.map { [$0] } ?? [] }
  }

  init(_ profile: Profile) {
    name = profile.name
    place = profile.place
    if let id = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
      keys = Keys(
        id: id,
        idOrigin: profile.origin(key: "aws_access_key_id", of: id),
        secret: profile.origin(key: "aws_secret_access_key", of: secret),
        token: profile["aws_session_token"].map { profile.origin(key: "aws_session_token", of: $0) }
      )
    }
    roleARN = profile["role_arn"]
    sourceProfile = profile["source_profile"]
    externalID = profile["external_id"]?.value
    mfaSerial = profile["mfa_serial"]
    sessionName = profile["role_session_name"]?.value
    credentialSource = profile["credential_source"]
    process = profile["credential_process"]
    webIdentityTokenFile = profile["web_identity_token_file"]
    durationSeconds = profile["duration_seconds"].map { Int($0.value) ?? 0 }
    sso = GoSSO(profile)
  }

  /// Where its deciding line is; the profile's header where no line decides.
  func origin(_ line: Located<String>? = nil) -> LinkOrigin {
    let span = line?.span ?? place
    return LinkOrigin(.profile(name, file: span?.file ?? ""), at: span)
  }

  /// A second visit of the same profile: what it says of roles holds only for the first.
  mutating func clearRole() {
    roleARN = nil
    sourceProfile = nil
    externalID = nil
    mfaSerial = nil
    sessionName = nil
  }

  /// `source_profile` makes the profile's own credentials count for nothing; `sso_session` is forgotten there, and stays.
  mutating func clearCredentials() {
    keys = nil
    credentialSource = nil
    process = nil
    webIdentityTokenFile = nil
    sso.clearLegacy()
  }

  var hasCredentials: Bool {
    sourceProfile != nil || credentialSource != nil || process != nil || webIdentityTokenFile != nil
      || sso.isConfigured || keys != nil
  }
}
