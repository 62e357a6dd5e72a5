import KeylessAWS
package import KeylessAccounts
import Synchronization

/// What surrounds one call whose caller is known: the accounts, the moment, and the policies above them.
///
/// Actions take it as an argument, so that each can be asked without a server.
package struct CallScope: Sendable {
  package let accounts: Accounts
  package let caller: Caller
  package let sessions: SessionAuthority
  package let organization: OrganizationPolicies
  /// Whether providers may be registered that stand on this machine: plain `http` to a loopback address, and ports.
  package let allowsLocalIssuers: Bool
  /// The region of the credential scope, or the server's own.
  package let region: String
  /// Unix seconds.
  package let now: Int
  package let random: @Sendable (Int) -> [UInt8]
  package let sourceAddress: String?
  package let userAgent: String?
  /// What the log and the transcript say about how the call was decided.
  package let findings = Findings()

  package init(
    accounts: Accounts,
    caller: Caller,
    sessions: SessionAuthority,
    organization: OrganizationPolicies = .none,
    allowsLocalIssuers: Bool = false,
    region: String,
    now: Int,
    random: @escaping @Sendable (Int) -> [UInt8],
    sourceAddress: String? = nil,
    userAgent: String? = nil
  ) {
    self.accounts = accounts
    self.caller = caller
    self.sessions = sessions
    self.organization = organization
    self.allowsLocalIssuers = allowsLocalIssuers
    self.region = region
    self.now = now
    self.random = random
    self.sourceAddress = sourceAddress
    self.userAgent = userAgent
  }

  /// The caller's account, in which IAM's actions happen.
  package var account: String { caller.account }
  package var partition: String { accounts.partition.id }
  /// What the caller's account holds now.
  package var contents: AccountContents { accounts.snapshot[account] }

  /// `arn:aws:iam::<account>:` and the resource.
  package func iamARN(_ resource: String) -> String {
    ARN(partition: partition, service: "iam", account: account, resource: resource).description
  }

  /// Plans and commits a change; a store that fails is an `InternalFailure` to the client and a reason in the log.
  package func change<Answer>(
    _ plan: (Contents) throws(Refusal) -> (answer: Answer, changes: [Change])
  ) throws(Refusal) -> Answer {
    do {
      return try accounts.change(plan)
    } catch {
      switch error {
      case .refused(let refusal): throw refusal
      case .store(let failure): throw Refusal(.internalFailure, because: "\(failure)")
      }
    }
  }

  /// Collects remarks while a call is answered.
  package final class Findings: Sendable {
    private let texts = Mutex<[String]>([])

    package func add(_ text: String) { texts.withLock { $0.append(text) } }

    package var all: [String] { texts.withLock { $0 } }
  }
}
