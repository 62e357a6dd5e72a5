import Foundation
import Testing

/// Terraform and a folder that holds the AWS provider, where this machine has both.
enum Terraform {
  static let program = Binary.find("terraform")
  static let plugins = pluginFolder(
    named: ProcessInfo.processInfo.environment["KEYLESS_TF_PLUGINS"],
    home: ProcessInfo.processInfo.environment["HOME"]
  )
  static let isThere = program != nil && plugins != nil
  static let absence: Comment =
    program == nil
    ? "there is no terraform in PATH"
    : "no folder holds \(provider); name one in KEYLESS_TF_PLUGINS"

  /// Most of the memory of Terraform and its provider is schemas that stay: Go looks for garbage in them a quarter as often,
  /// which saves a quarter of the time and costs a hundred megabytes.
  static let variables = ["CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "GOGC": "400"]

  static let provider = "registry.terraform.io/hashicorp/aws"
  /// Where systems keep optional software (Filesystem Hierarchy Standard 3.0, section 3.13).
  static let optionalSoftware = "/opt"

  /// A configuration file that makes Terraform take every provider from a folder (Terraform CLI, "Provider Installation").
  static func configuration(plugins: String) -> String {
    """
    disable_checkpoint = true
    provider_installation {
      filesystem_mirror {
        path    = "\(plugins)"
        include = ["registry.terraform.io/*/*"]
      }
    }

    """
  }

  /// The named folder, then Terraform's own (its documentation, "Implied Local Mirror Directories"), then those below the
  /// system's folder for optional software.
  static func pluginFolder(named: String?, home: String?, optional: String = optionalSoftware) -> URL? {
    var folders = [named].compactMap(\.self).map { URL(filePath: $0) }
    if let home {
      folders += [".terraform.d/plugins", ".local/share/terraform/plugins"].map {
        URL(filePath: home).appending(path: $0)
      }
    }
    folders += ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"].map { URL(filePath: $0) }
    return folders.first(where: holdsProvider) ?? search(below: URL(filePath: optional))
  }

  private static func holdsProvider(_ folder: URL) -> Bool {
    let versions = folder.appending(path: provider).path
    return (try? FileManager.default.contentsOfDirectory(atPath: versions))?.isEmpty == false
  }

  /// Breadth first, three levels, a few thousand folders at most.
  private static func search(below top: URL) -> URL? {
    var level = [top]
    var left = 4096
    for _ in 0...3 {
      if let found = level.first(where: holdsProvider) { return found }
      var next: [URL] = []
      for folder in level {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        for name in names where left > 0 {
          left -= 1
          let url = folder.appending(path: name)
          if (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true { next.append(url) }
        }
      }
      level = next
    }
    return nil
  }
}
