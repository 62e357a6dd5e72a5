import KeylessSource
import KeylessChain
import Testing

@Suite("a planted secret")
struct PlantedSecretTests {
  private static let machine = Machine(
    environment: Environment(["HOME": "/h", "AWS_ACCESS_KEY_ID": "AKIAI44QH8DHBEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"])
  ) { path in
    switch path {
    case "/h/.aws/credentials":
      .bytes(Array("[default]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\nAWS_Secret_Access_Key=x\n".utf8))
    case "/first": .bytes(Array("AWSAccessKeyId=AKIAI44QH8DHBEXAMPLE\nAWSSecretKey=x\n".utf8))
    case "/token": .bytes(Array("e.y.J".utf8))
    default: .missing
    }
  }

  @Test
  func `takes the place of keys in the environment and in files, and of a token`() throws {
    let situation = PlantedSecret.planted(in: Situation(Self.machine))
    #expect(situation.machine.environment["AWS_SECRET_ACCESS_KEY"] == .value(PlantedSecret.text, nil))
    let profile = try #require(try situation.profiles(.standard)["default"])
    #expect(profile["aws_secret_access_key"]?.value == PlantedSecret.text)
    #expect(profile["aws_access_key_id"]?.value == "AKIAI44QH8DHBEXAMPLE")
    let first = "AWSAccessKeyId=AKIAI44QH8DHBEXAMPLE\nAWSSecretKey= \(PlantedSecret.text)\n"
    #expect(try situation.file("/first") == .bytes(Array(first.utf8)))
    #expect(try situation.file("/token") == .bytes(Array(PlantedSecret.text.utf8)))
  }

  @Test
  func `is found in a resolution that holds it, and only there`() throws {
    let situation = PlantedSecret.planted(in: Situation(Self.machine))
    #expect(PlantedSecret.isHeld(by: try situation.profiles(.standard)))
    let tool = Tool("boto3", "boto3")
    let keys = CredentialPlan.keys(
      accessKeyID: PlantedSecret.text,
      id: .variable("AWS_ACCESS_KEY_ID"),
      secret: .variable("AWS_SECRET_ACCESS_KEY"),
      sessionToken: nil
    )
    let link = Link(.environment, from: .variables("AWS_ACCESS_KEY_ID"), keys)
    for outcome in [Resolution.Outcome.fired(link), .failed(ChainFailure("the key \(PlantedSecret.text)"))] {
      #expect(PlantedSecret.isHeld(by: Resolution(tool, outcome, evidence: .derived("nothing"))))
    }
    let boto3 = try #require(Chains.named("boto3"))
    #expect(!PlantedSecret.isHeld(by: boto3.resolution(situation)))
  }
}
