import KeylessChain

extension SessionPlan {
  /// A session that is asked for without what the tool asks would be another one.
  func checkIsKnown() throws(LinkProblem) {
    guard let name = unknown.first else { return }
    throw LinkProblem("`\(name)` is sent with the request, and what it says is not known")
  }
}
