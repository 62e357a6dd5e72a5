import KeylessAWS
import KeylessSystem

/// The two files below `~/.aws` in which AWS's SDKs look for profiles (AWS SDKs and Tools Reference Guide, "Shared config and
/// credentials files").
enum ProfileFiles {
  struct Profile {
    var name: String
    var accessKeyID: String
    var secret: SecretAccessKey
  }

  /// Writes nothing when there is no profile; both files are readable only by their owner.
  static func write(_ profiles: [Profile], home: String, region: String, _ system: System) throws {
    guard !profiles.isEmpty else { return }
    try system.files.makeDirectory(home + "/.aws")
    var config = ""
    var credentials = ""
    for profile in profiles {
      let section = profile.name == "default" ? "default" : "profile \(profile.name)"
      config += "[\(section)]\nregion = \(region)\n\n"
      credentials += "[\(profile.name)]\naws_access_key_id = \(profile.accessKeyID)\n"
      credentials += "aws_secret_access_key = \(profile.secret.exposed)\n\n"
    }
    try system.files.createPrivate(home + "/.aws/config", Array(config.utf8))
    try system.files.createPrivate(home + "/.aws/credentials", Array(credentials.utf8))
  }
}
