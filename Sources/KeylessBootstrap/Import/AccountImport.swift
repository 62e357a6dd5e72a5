import KeylessClient
import KeylessGenerate
import KeylessIntent
import KeylessPlatforms
import KeylessPolicy
import KeylessSource

/// The roles of an account that pipelines can assume, as an intent whose trust policies are proved to let in exactly whom
/// the account's own do; pure.
struct AccountImport {
  var account: String
  var partition: String
  /// Only roles that trust this issuer, where several are trusted.
  var issuer: String?
  var audience: String?

  private struct Candidate {
    var detail: IAMRoleDetail
    var guess: TrustGuess
  }

  func read(_ roles: [IAMRoleDetail]) -> ImportResult {
    var result = ImportResult()
    var groups: [(key: ImportedIntent.Group, candidates: [Candidate])] = []
    for detail in roles {
      let arns = Issuers.trusted(by: detail.role)
      let issuers = arns.compactMap { arn in
        arn.firstRange(of: ":oidc-provider/").map { "https://" + arn[$0.upperBound...] }
      }
      guard !issuers.isEmpty, issuer == nil || issuers.contains(issuer ?? "") else { continue }
      do {
        guard issuers.count == 1 else { throw TrustGuess.Inexpressible(reason: "it trusts more than one provider") }
        let document = try PolicyDocument.parse(
          bytes: Array(detail.role.trustPolicy.utf8),
          file: "trust policy of \(detail.role.name)",
          kind: .trust
        )
        let guess = try TrustGuess(document, issuer: issuers[0])
        let key = ImportedIntent.Group(
          issuer: guess.issuer,
          audience: guess.audience ?? "",
          layouts: guess.layouts.map(\.rawValue).sorted().reversed()
        )
        if let index = groups.firstIndex(where: { $0.key == key }) {
          groups[index].candidates.append(Candidate(detail: detail, guess: guess))
        } else {
          groups.append((key, [Candidate(detail: detail, guess: guess)]))
        }
      } catch let error as TrustGuess.Inexpressible {
        result.left.append((detail.role.name, error.reason))
      } catch { result.left.append((detail.role.name, "\(error)")) }
    }
    // The largest group is the intent; its like in size that comes first.
    let fitting = groups.filter { audience == nil || $0.key.audience == audience }
    let most = fitting.map(\.candidates.count).max() ?? 0
    let chosen = fitting.first { $0.candidates.count == most }
    for group in groups where group.key != chosen?.key {
      result.others.append("\(group.key.issuer) for \(group.key.audience)")
      for candidate in group.candidates {
        let layouts = group.key.layouts.isEmpty ? "" : " (\(group.key.layouts.joined(separator: " and ")) subjects)"
        result.left.append(
          (
            candidate.detail.role.name,
            "it trusts \(group.key.issuer) for \(group.key.audience)\(layouts), and an intent has one issuer, audience and "
              + "subject layout; import it into a file of its own with --issuer and --audience"
          )
        )
      }
    }
    guard let chosen else { return result }
    write(chosen.candidates, chosen.key, &result)
    return result
  }

  private func write(_ candidates: [Candidate], _ key: ImportedIntent.Group, _ result: inout ImportResult) {
    guard let platform = candidates.first?.guess.platform else { return }
    let text = ImportedIntent(account: account, partition: partition)
    let head = text.head(key, platform)
    var body: [String] = []
    for candidate in candidates {
      let lines = text.lines(candidate.detail, candidate.guess)
      if let reason = problem(candidate, (head + lines).joined(separator: "\n") + "\n") {
        result.left.append((candidate.detail.role.name, reason))
      } else {
        body += lines
        result.imported.append(candidate.detail.role.name)
      }
    }
    guard !body.isEmpty else { return }
    result.yaml = (head + body).joined(separator: "\n") + "\n"
  }

  /// Why the text does not stand for the role; nil when its trust policy lets in the same pipelines, both ways.
  private func problem(_ candidate: Candidate, _ text: String) -> String? {
    let role = candidate.detail.role
    let (intent, diagnostics) = Intent.read(Array(text.utf8), file: "keyless.yaml")
    guard let intent, let wanted = intent.role(named: role.name) else {
      return diagnostics.first { $0.severity == .error }.map { "an intent cannot say it: \($0.message)" }
        ?? "an intent cannot say it"
    }
    do {
      let half = try AWSHalf(intent)
      let question = TrustChange.Question(
        provider: half.provider.arn,
        issuer: half.provider.url,
        platform: intent.issuer.platform.platform,
        audiences: half.provider.clientIDs,
        intent: intent
      )
      let document = try TrustPolicy.document(for: wanted, in: intent).compact
      let change = TrustChange.between(role.trustPolicy, document, question)
      if let example = change.keepsOut.first {
        return "the nearest an intent can say would no longer let in: \(example)"
      }
      if let example = change.letsIn.first { return "the nearest an intent can say would also let in: \(example)" }
      guard change.comparison == .same else {
        return "nobody can tell whether an intent lets in the same: \(change.unknowns.joined(separator: "; "))"
      }
      guard change.unknowns.isEmpty else { return "not known exactly: \(change.unknowns.joined(separator: "; "))" }
      return nil
    } catch { return "\(error)" }
  }
}
