/// An option of `keyless serve`, by the name it has on the command line and in a configuration file.
package enum ServeKey: String, CaseIterable, Sendable {
  case host, port, store, account, partition, region, play, scp, rcp, upstream
  case readyFile = "ready-file"
  case caFile = "ca-file"
  case fetchIssuers = "fetch-issuers"
  case allowPrivateIssuers = "allow-private-issuers"
  case strictRegions = "strict-regions"
  case logLevel = "log-level"

  enum Shape {
    case single, list, flag
  }

  var shape: Shape {
    switch self {
    case .account, .play, .scp, .rcp, .upstream: .list
    case .fetchIssuers, .allowPrivateIssuers, .strictRegions: .flag
    case .host, .port, .store, .partition, .region, .readyFile, .caFile, .logLevel: .single
    }
  }
}
