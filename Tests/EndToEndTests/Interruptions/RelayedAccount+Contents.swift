import Foundation
import KeylessAWS
import KeylessSystem
import KeylessTesting
import Testing

extension RelayedAccount {
  func who() async throws -> Binary.Run {
    try await straight(["who", "--server", server.readyFile.path, "--intent", "keyless.yaml"])
  }

  /// Every role with what it may do, and every provider, without what is different each time.
  func contents() async throws -> String {
    var text = try await call("GetAccountAuthorizationDetails", ["Filter.member.1": "Role"]).text
    let providers = try await call("ListOpenIDConnectProviders").text
    for match in providers.matches(of: /<Arn>([^<]+)<\/Arn>/) {
      text += try await call("GetOpenIDConnectProvider", ["OpenIDConnectProviderArn": String(match.1)]).text
    }
    text.replace(/<RoleId>[^<]*<\/RoleId>|<CreateDate>[^<]*<\/CreateDate>|<RequestId>[^<]*<\/RequestId>/, with: "")
    text.replace(/<RoleLastUsed>.*?<\/RoleLastUsed>|<RoleLastUsed\/>/.dotMatchesNewlines(), with: "")
    return text
  }

  /// Who gets in where, and what they may do then: tried with tokens at STS and with what STS gave for them at IAM.
  func powers() async throws -> Set<String> {
    var out: Set<String> = []
    for (name, token) in tokens {
      for role in ExamplePair.roles {
        let entered = try await server.call(
          "AssumeRoleWithWebIdentity",
          service: .sts,
          [
            "RoleArn": "arn:aws:iam::111122223333:role/\(role)", "RoleSessionName": "job", "WebIdentityToken": token,
          ]
        )
        guard entered.status == 200 else {
          #expect(["AccessDenied", "InvalidIdentityToken"].contains(entered.element("Code")), "\(entered.text)")
          continue
        }
        out.insert("\(name) enters \(role)")
        for action in ExamplePair.actions {
          let answer = try await server.call(
            action,
            service: .iam,
            key: entered.element("AccessKeyId"),
            secret: entered.element("SecretAccessKey"),
            token: entered.element("SessionToken")
          )
          if answer.status == 200 { out.insert("\(name) as \(role): \(action)") }
        }
      }
    }
    return out
  }
}
