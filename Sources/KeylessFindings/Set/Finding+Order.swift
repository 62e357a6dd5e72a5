import KeylessSource

extension Finding {
  /// The order of every report: file by bytes, offset, rule number, and what else makes it total.
  func precedes(_ other: Finding) -> Bool {
    let (here, there) = (primary.span, other.primary.span)
    if !here.file.utf8.elementsEqual(there.file.utf8) {
      return here.file.utf8.lexicographicallyPrecedes(there.file.utf8)
    }
    let (place, otherPlace) = (here.range, there.range)
    if place.lowerBound != otherPlace.lowerBound { return place.lowerBound < otherPlace.lowerBound }
    if rule.number != other.rule.number { return rule.number < other.rule.number }
    if place.upperBound != otherPlace.upperBound { return place.upperBound < otherPlace.upperBound }
    for (mine, its) in [
      (subject, other.subject), (cause, other.cause), (message.description, other.message.description),
    ]
    where !mine.utf8.elementsEqual(its.utf8) {
      return mine.utf8.lexicographicallyPrecedes(its.utf8)
    }
    return false
  }
}
