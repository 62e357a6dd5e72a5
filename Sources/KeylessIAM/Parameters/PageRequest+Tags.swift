import KeylessAWS
import KeylessAccounts
import KeylessCalls

extension PageRequest {
  /// A page of tags, in the order of their keys.
  func tags(_ tags: [ResourceTag]) throws(Refusal) -> [WireValue.Field] {
    let page = try cut(TagRules.sorted(tags)) { $0.key }
    return [.init("Tags", .tags(page.entries))] + page.ending
  }
}
