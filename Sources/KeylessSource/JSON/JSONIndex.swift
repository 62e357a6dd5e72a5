/// A JSON text that has been checked from end to end, with the place of every value and nothing built from it yet.
///
/// A gate reads five claims of a token with forty. This keeps what the check found out in one flat array and makes a
/// `String` or a `JSONNode` only of what is asked for; `JSONParser` builds its tree from it too, so there is one
/// grammar.
package struct JSONIndex: Sendable {
  let bytes: [UInt8]
  /// In the order of the document: a container before its contents, a member's name before its value.
  let entries: ContiguousArray<Entry>

  /// Checks exactly one JSON text; refuses what `JSONParser` refuses.
  package init(_ bytes: [UInt8], limits: JSONParser.Limits = .init()) throws(JSONError) {
    entries = try JSONIndexer.entries(of: bytes, limits)
    self.bytes = bytes
  }

  /// A value of one index; of no meaning to any other.
  package struct Place: Hashable, Sendable {
    let entry: Int
  }

  /// One member of an object.
  package struct Member: Hashable, Sendable {
    package let name: Place
    package var value: Place { Place(entry: name.entry + 1) }
  }

  enum Kind: UInt8, Sendable {
    case null, yes, no, number
    /// Without a backslash: the bytes between the quotes are the text.
    case plainString
    case escapedString
    case array, object
  }

  /// Sixteen bytes, so that a token's claims stay within a few cache lines.
  struct Entry: Sendable {
    var kind: Kind
    /// UTF-8 offsets, quotes and brackets included.
    var start: UInt32
    var end: UInt32
    /// The entry behind this one and its contents; for a member's name, which is followed by its value, a fingerprint.
    var next: UInt32
  }

  package var root: Place { Place(entry: 0) }

  package func isObject(_ place: Place) -> Bool { entries[place.entry].kind == .object }

  /// The elements of an array, the members of an object; empty for anything else.
  package func elements(of place: Place) -> Elements { Elements(self, place, .array) }
  package func members(of place: Place) -> Members { Members(elements: Elements(self, place, .object)) }

  /// The members whose name may have so many bytes; an escaped name may have any number up to what is written.
  ///
  /// One quick walk that leaves out most of a token, for those who then look at the names themselves.
  package func members(of place: Place, nameLength: ClosedRange<Int>) -> [Member] {
    var found: [Member] = []
    let container = entries[place.entry]
    guard container.kind == .object else { return found }
    var entry = place.entry + 1
    while entry < container.next {
      let name = entries[entry]
      let length = name.content.count
      if length >= nameLength.lowerBound && (length <= nameLength.upperBound || name.kind == .escapedString) {
        if found.isEmpty { found.reserveCapacity(8) }
        found.append(Member(name: Place(entry: entry)))
      }
      entry = Int(entries[entry + 1].next)
    }
    return found
  }

  /// The member whose unescaped name is the same bytes.
  package func member(_ name: String, of place: Place) -> Place? {
    let container = entries[place.entry]
    guard container.kind == .object else { return nil }
    let wanted = JSONMemberNames.fingerprint(name.utf8.span, 0..<name.utf8.count)
    var entry = place.entry + 1
    while entry < container.next {
      if entries[entry].next == wanted, text(Place(entry: entry), is: name) { return Place(entry: entry + 1) }
      entry = Int(entries[entry + 1].next)
    }
    return nil
  }

  /// Walks over the contents of one container.
  package struct Elements: Sequence, IteratorProtocol {
    private let entries: ContiguousArray<Entry>
    private var entry: Int
    private let end: Int

    init(_ index: JSONIndex, _ place: Place, _ kind: Kind) {
      entries = index.entries
      let container = entries[place.entry]
      entry = place.entry + 1
      end = container.kind == kind ? Int(container.next) : entry
    }

    package mutating func next() -> Place? {
      guard entry < end else { return nil }
      let place = Place(entry: entry)
      entry = Int(entries[entry].next)
      return place
    }

    mutating func nextMember() -> Member? {
      guard entry < end else { return nil }
      let name = Place(entry: entry)
      entry = Int(entries[entry + 1].next)
      return Member(name: name)
    }
  }

  /// Walks over the members of one object.
  package struct Members: Sequence, IteratorProtocol {
    var elements: Elements

    package mutating func next() -> Member? { elements.nextMember() }
  }
}
