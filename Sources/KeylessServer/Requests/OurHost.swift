import HTTPTypes
import KeylessCalls
import KeylessSystem

/// Tells the requests that a tool of this machine sent from those that a web page talked a browser into.
///
/// A page reaches a loopback port under a name of its own that it has had resolved anew (DNS rebinding), or as a request of
/// another origin (CSRF). The first carries a `Host` that is no name of ours, the second says where it comes from.
struct OurHost {
  /// Names under which this server is called besides addresses and `localhost`; in lower case.
  let names: [String]

  /// Why the request is not answered; nil when it may be.
  func refusal(of request: IncomingRequest) -> String? {
    if request.headers[.origin] != nil || Self.browserFields.contains(where: { request.headers[$0] != nil }) {
      return "this page is for tools, not for browsers"
    }
    guard let authority = request.authority, let url = HTTPURL("http://\(authority)/") else {
      return "the request names no host, or one that is not plain"
    }
    let host = url.host.lowercased()
    let isLocal = host.utf8.elementsEqual("localhost".utf8) || host.utf8.suffix(10).elementsEqual(".localhost".utf8)
    if url.address != nil || isLocal || names.contains(where: { $0.utf8.elementsEqual(host.utf8) }) { return nil }
    return "the request is for the host `\(host)`, which is no name of this server"
  }

  /// Fetch Metadata Request Headers (W3C); only browsers send them, and no script can leave them out.
  private static let browserFields = ["sec-fetch-site", "sec-fetch-mode"].compactMap { HTTPField.Name($0) }
}
