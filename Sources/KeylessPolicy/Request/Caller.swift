/// The principal of a request as the bytes that a `Principal` element is compared with.
struct Caller: Sendable {
  enum Kind: Sendable {
    case aws, federated, service, canonicalUser, anonymous
  }

  var kind: Kind
  /// What names exactly this caller: its ARN, its provider, its service.
  var direct: [UInt8]
  /// The role behind a session.
  var role: [UInt8]?
  var uniqueID: [UInt8]?
  var partition: [UInt8]?
  var account: [UInt8]?

  init(_ principal: RequestPrincipal) {
    switch principal {
    case .federated(let provider):
      kind = .federated
      direct = Array(provider.utf8)
    case .roleSession(let roleARN, let session, let id):
      kind = .aws
      direct = Array(session.utf8)
      role = Array(roleARN.utf8)
      uniqueID = id.map { Array($0.utf8) }
      place(PolicyARN(roleARN))
    case .user(let arn, let id):
      kind = .aws
      direct = Array(arn.utf8)
      uniqueID = id.map { Array($0.utf8) }
      place(PolicyARN(arn))
    case .federatedUser(let arn):
      kind = .aws
      direct = Array(arn.utf8)
      place(PolicyARN(arn))
    case .root(let partition, let account):
      kind = .aws
      direct = Array("arn:\(partition):iam::\(account):root".utf8)
      self.partition = Array(partition.utf8)
      self.account = Array(account.utf8)
    case .service(let name):
      kind = .service
      direct = Array(name.utf8)
    case .canonicalUser(let id):
      kind = .canonicalUser
      direct = Array(id.utf8)
    case .anonymous:
      kind = .anonymous
      direct = []
    }
  }

  private mutating func place(_ arn: PolicyARN?) {
    partition = arn.map { Array($0.partition.utf8) }
    account = arn.map { Array($0.account.utf8) }
  }
}
