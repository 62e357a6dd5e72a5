package import KeylessAWS
package import KeylessAccounts
package import KeylessPolicy

/// Who made a call, once the signature was verified: a user, a session, or nobody.
package struct Caller: Sendable {
  package enum Identity: Sendable {
    case role(Role, Session)
    /// With the session that `GetSessionToken` gave, or without one for a long-term key.
    case user(User, Session?)
    /// A call without credentials, which only the policy of a bucket can allow.
    case anonymous
  }

  package let identity: Identity
  /// The id of the key that signed; empty for anonymous calls.
  package let accessKeyID: String

  package init(_ identity: Identity, accessKeyID: String) {
    self.identity = identity
    self.accessKeyID = accessKeyID
  }

  package static let anonymous = Caller(.anonymous, accessKeyID: "")

  /// As `GetCallerIdentity` shows it and `AccessDenied` names it.
  package var arn: String {
    switch identity {
    case .role(_, let session): session.assumedRoleARN
    case .user(let user, _): user.arn
    case .anonymous: "anonymous"
    }
  }

  /// `AROA…:session` or `AIDA…`.
  package var userID: String {
    switch identity {
    case .role(let role, let session): "\(role.uniqueID):\(session.sessionName)"
    case .user(let user, _): user.uniqueID
    case .anonymous: "anonymous"
    }
  }

  /// Empty for anonymous calls.
  package var account: String {
    switch identity {
    case .role(let role, _): role.account
    case .user(let user, _): user.account
    case .anonymous: ""
    }
  }

  package var session: Session? {
    switch identity {
    case .role(_, let session): session
    case .user(_, let session): session
    case .anonymous: nil
    }
  }

  /// Empty for anonymous calls.
  package var permissions: Permissions {
    switch identity {
    case .role(let role, _): role.permissions
    case .user(let user, _): user.permissions
    case .anonymous: Permissions()
    }
  }

  /// What a `Principal` element is compared with.
  package var principal: RequestPrincipal {
    switch identity {
    case .role(let role, let session):
      .roleSession(role: role.arn, session: session.assumedRoleARN, uniqueID: role.uniqueID)
    case .user(let user, _): .user(arn: user.arn, uniqueID: user.uniqueID)
    case .anonymous: .anonymous
    }
  }
}
