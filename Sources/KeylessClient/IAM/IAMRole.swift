/// A role as `GetRole` answers it.
package struct IAMRole: Hashable, Sendable {
  package var name: String
  package var arn: String
  package var path: String
  package var description: String?
  /// Seconds.
  package var maxSessionDuration: Int
  /// The trust policy as JSON text.
  package var trustPolicy: String
  package var boundary: String?
  package var tags: [IAMTag]

  package init(
    name: String,
    arn: String,
    path: String,
    description: String? = nil,
    maxSessionDuration: Int = 3600,
    trustPolicy: String,
    boundary: String? = nil,
    tags: [IAMTag] = []
  ) {
    self.name = name
    self.arn = arn
    self.path = path
    self.description = description
    self.maxSessionDuration = maxSessionDuration
    self.trustPolicy = trustPolicy
    self.boundary = boundary
    self.tags = tags
  }
}
