/// How much a server writes to its log: nothing but failures, or a line for every call.
package enum ServeLogLevel: String, CaseIterable, Sendable {
  case error, warning, info, debug
}
