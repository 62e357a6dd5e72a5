package import KeylessSource

/// Bytes that know where they were written, after escapes, indentation and strip markers have done their work.
///
/// A policy in a heredoc is parsed from these bytes, and what is wrong in it is shown in the file.
package struct HCLText: Hashable, Sendable {
  package private(set) var bytes: [UInt8] = []
  package private(set) var runs: [Run] = []

  /// Bytes that were written together.
  package struct Run: Hashable, Sendable {
    /// Where they begin in the text; they end where the next run begins.
    package var offset: Int
    package var source: SourceSpan
    /// Whether they stand in the file byte for byte; otherwise all of them come from all of the place.
    package var isVerbatim: Bool
  }

  package init() {}

  /// Adds bytes that stand in the file as they are, or, not verbatim, that come from the place as a whole.
  package mutating func append(_ more: ArraySlice<UInt8>, from source: SourceSpan, isVerbatim: Bool) {
    guard !more.isEmpty else { return }
    if isVerbatim, let last = runs.last, last.isVerbatim, last.source.range.upperBound == source.range.lowerBound,
      last.source.file == source.file
    {
      runs[runs.count - 1].source.range = last.source.range.lowerBound..<source.range.upperBound
    } else {
      runs.append(Run(offset: bytes.count, source: source, isVerbatim: isVerbatim))
    }
    bytes.append(contentsOf: more)
  }

  package mutating func append(_ other: HCLText) {
    for (number, run) in other.runs.enumerated() {
      let end = number + 1 < other.runs.count ? other.runs[number + 1].offset : other.bytes.count
      append(other.bytes[run.offset..<end], from: run.source, isVerbatim: run.isVerbatim)
    }
  }

  /// Some of the bytes with their places.
  package func slice(_ range: Range<Int>) -> HCLText {
    var slice = HCLText()
    guard var number = number(at: range.lowerBound) else { return slice }
    while number < runs.count, runs[number].offset < range.upperBound {
      let run = runs[number]
      let end = number + 1 < runs.count ? runs[number + 1].offset : bytes.count
      let (low, high) = (max(run.offset, range.lowerBound), min(end, range.upperBound))
      var source = run.source
      if run.isVerbatim {
        source.range = source.range.lowerBound + (low - run.offset)..<source.range.lowerBound + (high - run.offset)
      }
      slice.append(bytes[low..<high], from: source, isVerbatim: run.isVerbatim)
      number += 1
    }
    return slice
  }

  /// The place in the file of some of the bytes; nil when there are none at all.
  package func span(of range: Range<Int>) -> SourceSpan? {
    guard let first = run(at: range.lowerBound) else { return nil }
    let start = point(first, range.lowerBound, isEnd: false)
    guard !range.isEmpty, let last = run(at: range.upperBound - 1), last.source.file == first.source.file else {
      return SourceSpan(file: first.source.file, range: start..<start)
    }
    let end = point(last, range.upperBound, isEnd: true)
    return SourceSpan(file: first.source.file, range: min(start, end)..<max(start, end))
  }

  private func point(_ run: Run, _ offset: Int, isEnd: Bool) -> Int {
    guard run.isVerbatim else {
      // Behind the last byte of the text there is nothing but the end of its place.
      return isEnd || offset >= bytes.count ? run.source.range.upperBound : run.source.range.lowerBound
    }
    return run.source.range.lowerBound + (offset - run.offset)
  }

  /// The run that holds a byte; the last one for whatever comes behind.
  private func run(at offset: Int) -> Run? { number(at: offset).map { runs[$0] } }

  private func number(at offset: Int) -> Int? {
    guard !runs.isEmpty else { return nil }
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
