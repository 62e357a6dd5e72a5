/// The container endpoint: where it is and what it is shown.
package struct ContainerPlan: Hashable, Sendable {
  /// Absolute, `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` already put behind `http://169.254.170.2`; nil where nobody knows it.
  package var url: String?
  package var authorization: TextOrigin?
  /// The path in `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`, read again for each request.
  package var authorizationFile: String?

  package init(url: String?, authorization: TextOrigin? = nil, authorizationFile: String? = nil) {
    self.url = url
    self.authorization = authorization
    self.authorizationFile = authorizationFile
  }
}
