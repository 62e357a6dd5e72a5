/// Requests as bytes.
enum Wire {
  static func exchange(_ form: String) -> [UInt8] {
    Array(
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)"
        .utf8
    )
  }

  static let plain = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)

  private static let path = "/_keyless/health"
}
