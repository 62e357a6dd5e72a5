package import KeylessCIHalf
import KeylessPlatforms

/// Whose tokens a job gets.
package enum JobIssuer {
  /// With its scheme; the public instance where nothing says otherwise.
  package static func issuer(of job: CIJob) -> String? {
    switch job.platform {
    case "gitlab": "https://" + (job.host ?? "gitlab.com")
    case "github":
      switch job.host {
      case nil, "github.com": Platform.github.defaultIssuer
      // A tenant of ghe.com has an issuer of its own name; a server of one's own mints its tokens below its host.
      case let host? where host.hasSuffix(".ghe.com"): "https://token.actions.\(host)"
      case let host?: "https://\(host)/_services/token"
      }
    default: Platform.named(job.platform.description)?.defaultIssuer
    }
  }
}
