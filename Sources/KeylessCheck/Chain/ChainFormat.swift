/// How `keyless chain` reports.
package enum ChainFormat: String, CaseIterable, Sendable {
  case text, json
}
