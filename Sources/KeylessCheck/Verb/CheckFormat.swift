/// The reports that a check can write.
package enum CheckFormat: String, CaseIterable, Sendable {
  case text, json, sarif, codequality, sast, junit, github, markdown
}
