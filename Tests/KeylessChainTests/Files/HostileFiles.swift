import KeylessTesting

/// Config files as people write them, and as nobody should.
enum HostileFiles {
  /// Lines picked at random; `plain` keeps to what most dialects read, so that files without any mistake are common too.
  static func file(_ random: inout SplitMix64, isConfig: Bool, plain: Bool) -> [UInt8] {
    var bytes: [UInt8] = !plain && Int.random(in: 0..<20, using: &random) == 0 ? [0xEF, 0xBB, 0xBF] : []
    let end = ["\n", "\n", "\n", "\r\n", plain ? "\n" : "\r"].randomElement(using: &random) ?? "\n"
    var names = (isConfig ? configHeaders : credentialsHeaders).shuffled(using: &random)[...]
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let header = plain ? names.popFirst() ?? "[z]" : (names + oddHeaders).randomElement(using: &random) ?? "[z]"
      bytes += Array(((Bool.random(using: &random) ? "" : "\n") + header + end).utf8)
      var keys = keys.shuffled(using: &random)[...]
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let key = plain || Int.random(in: 0..<6, using: &random) > 0 ? keys.popFirst() ?? "k" : "region"
        let sign = [" = ", "=", plain ? " =" : " : ", "= "].randomElement(using: &random) ?? "="
        let value = (plain ? values : values + oddValues).randomElement(using: &random) ?? ""
        bytes += Array((key + sign + value).utf8)
        if Int.random(in: 0..<4, using: &random) == 0 {
          for _ in 0...Int.random(in: 0...2, using: &random) {
            bytes += Array((end + (continuations.randomElement(using: &random) ?? "")).utf8)
          }
        }
        bytes += Array(end.utf8)
        if !plain, Int.random(in: 0..<12, using: &random) == 0 {
          bytes += Array(((oddLines.randomElement(using: &random) ?? "") + end).utf8)
        }
      }
    }
    if !plain, Int.random(in: 0..<25, using: &random) == 0 { bytes += [0xFF, 0xC3] }
    return bytes
  }

  static func noise(_ random: inout SplitMix64) -> [UInt8] {
    let alphabet = Array("[]=:#;'\"\\ \t\r\n%ab\u{A0}é".utf8) + [0x00, 0xFF, 0xE2, 0x80, 0xF0]
    return (0..<Int.random(in: 0...80, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
  }

  private static let configHeaders = [
    "[default]", "[profile dev]", "[profile \"a b\"]", "[profile prod] ; the one", "[sso-session corp]", "[services s]",
    "[preview]", "[plain]", "[profile x.y@z]", "[profile 'quoted']",
  ]
  private static let credentialsHeaders = [
    "[default]", "[dev]", "[a b]", "[prod] # the one", "[profile dev]", "[plain]", "[x.y@z]", "[sso-session corp]",
  ]
  private static let oddHeaders = [
    "[DEFAULT]", "[profile default]", "[ default ]", "  [dev]", "[profile]", "[profile a b]", "[profile 'open]", "[]",
    "[dev", "[dev]]", "[a] b] c", "[profile\tdev]", "[profile  dev]", "[profiledev]", "[Default]", "[profile dev]",
    "[dev]",
    "[sso-session]", "[sso-sessions corp]", "[services]", "[services 's']", "[profile \\x]", "[profile \"a\\\"b\"]",
    "[profile dév]", "[\u{A0}dev]", "[profile ]", "[#dev]", "[profile \"\"]", "[profile dev#1]", "[profile a'b c'd]",
  ]
  private static let keys = [
    "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "role_arn", "source_profile", "region", "Output",
    "credential_process", "s3", "sts", "AWS_ACCOUNT_ID", "a b", "web_identity_token_file", "sso_session", "services",
  ]
  private static let values = [
    "AKIAIOSFODNN7EXAMPLE", "a=b", "a:b", "x ; y", "x; y", "x # y", "x#y", "\"quoted\"", "'single'", "50%",
    "%(region)s",
    "", "", "$HOME", "eu-west-1", "/bin/sh -c 'echo \"{}\"'", "a\\nb", "caf\u{E9}", "  spaced   ",
  ]
  private static let oddValues = [
    "\t", "x\u{A0}", "\u{A0}", "x\u{0B}y", "a\u{2028}b", "\u{1F}", "a\u{0}b", "#", ";", "=", "[a]", "\\", "'", "\"",
  ]
  private static let continuations = [
    "  k = v", "  endpoint_url = http://127.0.0.1", "\tk=v=w", "    deep = er", "  # no comment", "  ; neither", "",
    "  more", "   ", " k : v", "  = v", "\u{A0}k = v", " [x]", "  K=V # c",
  ]
  private static let oddLines = [
    "no sign", "= no name", ": v", "  indented = first", "; comment", "# comment", "   # comment", "key", "[x",
    "\u{FEFF}",
    "  = v", "region = again", "REGION = again", "\u{0C}", "\u{85}", " a\u{2029}= b",
  ]
}
