/// The two forms in which AWS answers a Query request.
package enum ResponseFormat: Hashable, Sendable {
  case xml
  case json

  /// XML unless `Accept` names `application/json` before any XML type; `*/*` and silence mean XML.
  package init(accept: String?) {
    self = .xml
    guard let accept, accept.utf8.count <= 4096 else { return }
    for item in accept.utf8.split(separator: UInt8(ascii: ",")) {
      let type = item.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != 0x20 && $0 != 0x09 }.map(ASCII.lowercased)
      if type.elementsEqual("application/json".utf8) {
        self = .json
        return
      }
      if type.elementsEqual("text/xml".utf8) || type.elementsEqual("application/xml".utf8) { return }
    }
  }

  package var contentType: String {
    switch self {
    case .xml: "text/xml"
    case .json: "application/json"
    }
  }
}
