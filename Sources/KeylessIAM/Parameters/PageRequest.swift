import KeylessAWS
import KeylessCalls

/// Which part of a list a call asks for.
///
/// A marker holds the key of the last entry that was delivered, so what is made or deleted between two pages neither
/// repeats an entry nor drops one.
struct PageRequest: Sendable {
  /// As it was sent.
  let marker: String?
  let most: Int

  /// The entries of this page, and the marker of the next one.
  ///
  /// The keys are unique and in byte order.
  func cut<Entry>(
    _ entries: [Entry],
    atMost limit: Int = .max,
    key: (Entry) -> String
  ) throws(Refusal) -> Page<Entry> {
    var rest = entries[...]
    if let marker {
      guard let last = PageMarker(marker) else { throw Refusal(.invalidMarker) }
      rest = entries[(last.place(after: entries, key) ?? entries.endIndex)...]
    }
    let page = rest.prefix(min(most, limit))
    guard page.count < rest.count, let last = page.last else { return Page(entries: Array(page), marker: nil) }
    return Page(entries: Array(page), marker: PageMarker(last: key(last)).text)
  }

  /// The same for entries in an order of their own, such as that of attaching: their places are the keys.
  func cut<Entry>(inOrder entries: [Entry], atMost limit: Int = .max) throws(Refusal) -> Page<Entry> {
    let placed = entries.enumerated().map { (place: $0.offset, entry: $0.element) }
    let page = try cut(placed, atMost: limit) { Self.place($0.place) }
    return Page(entries: page.entries.map(\.entry), marker: page.marker)
  }

  /// Numbers of one length, which bytes order as numbers do.
  private static func place(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
  }
}

/// A part of a list.
struct Page<Entry> {
  let entries: [Entry]
  /// Nil on the last page.
  let marker: String?

  /// The list under its name, with what says whether there is more.
  func fields(_ name: String, _ value: (Entry) -> WireValue) -> [WireValue.Field] {
    [.init(name, .list(entries.map(value)))] + ending
  }

  var ending: [WireValue.Field] {
    [.init("IsTruncated", .boolean(marker != nil))] + (marker.map { [.init("Marker", .text($0))] } ?? [])
  }
}
