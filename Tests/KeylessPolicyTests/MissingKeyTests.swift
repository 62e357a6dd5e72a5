import KeylessPolicy
import KeylessSource
import Testing

/// What a missing key means for every operator and qualifier, cell by cell.
@Suite
struct MissingKeyTests {
  struct Row: CustomTestStringConvertible {
    var test: String
    var absent: Bool
    var empty: Bool
    /// One request value that the policy value `v` matches, and one that it does not.
    var matching: Bool
    var other: Bool
    /// Two values, of which one matches.
    var mixed: Bool

    var testDescription: String { test }
  }

  static let rows: [Row] = [
    Row(test: "StringEquals", absent: false, empty: false, matching: true, other: false, mixed: false),
    Row(test: "StringNotEquals", absent: true, empty: true, matching: false, other: true, mixed: false),
    Row(test: "StringEqualsIfExists", absent: true, empty: false, matching: true, other: false, mixed: false),
    Row(test: "StringNotEqualsIfExists", absent: true, empty: true, matching: false, other: true, mixed: false),
    Row(test: "ForAllValues:StringEquals", absent: true, empty: true, matching: true, other: false, mixed: false),
    Row(test: "ForAllValues:StringNotEquals", absent: true, empty: true, matching: false, other: true, mixed: false),
    Row(test: "ForAnyValue:StringEquals", absent: false, empty: false, matching: true, other: false, mixed: true),
    Row(test: "ForAnyValue:StringNotEquals", absent: false, empty: false, matching: false, other: true, mixed: true),
    Row(
      test: "ForAllValues:StringEqualsIfExists",
      absent: true,
      empty: true,
      matching: true,
      other: false,
      mixed: false
    ),
    Row(
      test: "ForAllValues:StringNotEqualsIfExists",
      absent: true,
      empty: true,
      matching: false,
      other: true,
      mixed: false
    ),
    Row(
      test: "ForAnyValue:StringEqualsIfExists",
      absent: false,
      empty: false,
      matching: true,
      other: false,
      mixed: true
    ),
    Row(
      test: "ForAnyValue:StringNotEqualsIfExists",
      absent: false,
      empty: false,
      matching: false,
      other: true,
      mixed: true
    ),
  ]

  @Test("a missing, an empty and a present key answer as the table says", arguments: rows)
  func table(_ row: Row) throws {
    let policy = try PolicyFixture.conditioned(#"{"\#(row.test)":{"x:k":"v"}}"#)
    #expect(PolicyFixture.admits(policy, [:]) == row.absent)
    #expect(PolicyFixture.admits(policy, ["x:k": []]) == row.empty)
    #expect(PolicyFixture.admits(policy, ["x:k": ["v"]]) == row.matching)
    #expect(PolicyFixture.admits(policy, ["x:k": ["w"]]) == row.other)
    #expect(PolicyFixture.admits(policy, ["x:k": ["v", "w"]]) == row.mixed)
    #expect(PolicyFixture.admits(policy, ["x:k": ["w", "v"]]) == row.mixed)
  }

  /// Every operator of a family answers alike on an absent key, whatever it compares.
  @Test("polarity alone decides about an absent key", arguments: ConditionOperator.allCases.filter { $0 != .null })
  func absence(_ comparison: ConditionOperator) throws {
    let value = try #require(Self.sample(comparison))
    for qualifier in ConditionQualifier.allCases {
      let test = ConditionTest(comparison, qualifier)
      let policy = try PolicyFixture.conditioned(#"{"\#(test)":{"x:k":"\#(value)"}}"#)
      let expected =
        switch qualifier {
        case .plain: comparison.isNegated
        case .ifExists, .forAllValues, .forAllValuesIfExists: true
        case .forAnyValue, .forAnyValueIfExists: false
        }
      #expect(PolicyFixture.admits(policy, [:]) == expected, "\(test)")
    }
  }

  static func sample(_ comparison: ConditionOperator) -> String? {
    switch comparison.comparison {
    case .text, .textIgnoringCase, .wildcards: "v"
    case .number: "1"
    case .date: "2026-01-01"
    case .bool: "true"
    case .binary: "AA=="
    case .address: "192.0.2.0/24"
    case .arn: "arn:aws:s3:::b"
    case .null: nil
    }
  }

  @Test(
    "Null asks whether the key has a value",
    arguments: [("true", true, true, false), ("false", false, false, true)]
  )
  func null(_ wanted: String, _ absent: Bool, _ empty: Bool, _ present: Bool) throws {
    for value in [wanted, #""\#(wanted)""#] {
      let policy = try PolicyFixture.conditioned(#"{"Null":{"x:k":\#(value)}}"#)
      #expect(PolicyFixture.admits(policy, [:]) == absent)
      #expect(PolicyFixture.admits(policy, ["x:k": []]) == empty)
      #expect(PolicyFixture.admits(policy, ["x:k": ["v"]]) == present)
      #expect(PolicyFixture.admits(policy, ["x:k": ["v", "w"]]) == present)
    }
  }

  @Test(
    "NullIfExists and Null under a set operator are no operators",
    arguments: ["NullIfExists", "ForAllValues:Null", "ForAnyValue:Null"]
  )
  func invalidNull(_ name: String) throws {
    let error = try PolicyFixture.refusal(
      #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"\#(name)":{"x:k":"true"}}}}"#,
      .identity
    )
    #expect(error.diagnostics.map(\.id) == ["policy-unknown-operator"])
  }

  @Test("the disputed ForAnyValue with IfExists fails on an absent key and says that it is disputed")
  func disputed() throws {
    let policy = try PolicyFixture.conditioned(#"{"ForAnyValue:StringEqualsIfExists":{"aws:TagKeys":"a"}}"#)
    let decision = policy.explain(PolicyRequest(action: "s3:GetObject"))
    #expect(decision.outcome == .implicitDeny)
    #expect(decision.firstFailingCondition?.note?.contains("disputed") == true)
  }
}
