import Foundation
import Testing

/// The program of `credential_process`, which `keyless chain --live` runs.
@Suite("the program of a profile", .timeLimit(.minutes(30)))
struct ChainProgramTests {
  private func home(_ command: String, in scratch: Scratch) throws {
    try scratch.write("[profile dev]\ncredential_process = \(command)\n", to: "home/.aws/config")
  }

  /// The second program of a run is ended as the first.
  @Test(arguments: [["--tool", "boto3", "--profile", "dev"], ["--dir", "tree"]])
  func `what ends keyless ends the program that it waits for`(arguments: [String]) async throws {
    try await Scratch.use { scratch in
      // It keeps one end of `alive` open, so that whoever reads the other knows when it is gone.
      let program = try scratch.write(
        "#!/bin/sh\nexec 9> \(scratch.url.path)/alive\necho started > \(scratch.url.path)/said\nexec sleep 2400\n",
        to: "program",
        mode: 0o755
      )
      try home(program, in: scratch)
      try scratch.write(
        try scratch.read("home/.aws/config") + "[profile one]\ncredential_process = true\n",
        to: "home/.aws/config"
      )
      let pins = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
      try scratch.write(
        pins
          + "provider \"aws\" {\n  profile = \"one\"\n}\nprovider \"aws\" {\n  alias = \"b\"\n  profile = \"dev\"\n}\n",
        to: "tree/m.tf"
      )
      // A shell that inherits a blocked SIGCHLD waits for no background job: a second one waits in the foreground.
      let script = """
        mkfifo said alive; exec 3<> said
        (cat alive; echo gone > said) > /dev/null 2>&1 &
        (sh -c 'echo $$ > keyless; exec \(Binary.keyless.path) chain \(arguments.joined(separator: " ")) --live'
         echo "status $?" > said) > /dev/null 2>&1 &
        read word <&3; echo "$word"
        # Without a program nobody opens the other end, and whoever reads it would wait for ever.
        [ "$word" = started ] || { exec 4<> alive; exit; }
        kill -TERM "$(cat keyless)"
        read word <&3; echo "$word"
        read word <&3; echo "$word"
        """
      let run = try await Binary.run(
        ["-c", script],
        environment: ["HOME": scratch.home.path],
        program: URL(filePath: "/bin/sh"),
        folder: scratch.url
      )
      let words = run.output.split(separator: "\n")
      #expect(
        words.first == "started" && words.sorted() == ["gone", "started", "status 143"],
        "\(words) \(run.errors)"
      )
    }
  }

  @Test
  func `a program that the configuration chose is not run, and one of this machine's own files is`() async throws {
    try await Scratch.use { scratch in
      let program = try scratch.write("#!/bin/sh\ntouch \(scratch.url.path)/ran\n", to: "program", mode: 0o755)
      try home(program, in: scratch)
      let provider =
        "provider \"aws\" {\n  profile = \"dev\"\n  FILES}\nterraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
      try scratch.write("[profile dev]\ncredential_process = \(program)\n", to: "tree/config")
      try scratch.write(provider.replacing("FILES", with: "shared_config_files = [\"./config\"]\n"), to: "tree/m.tf")
      let live = ["chain", "--live", "--dir", scratch.url.path + "/tree"]
      let environment = ["HOME": scratch.home.path, "AWS_REGION": "eu-west-1"]
      let chosen = try await Binary.run(live, environment: environment)
      #expect(chosen.status == 1 && chosen.output.contains("for none that a configuration names"), "\(chosen.output)")
      #expect(!scratch.exists("ran"))
      try scratch.write(provider.replacing("FILES", with: ""), to: "tree/m.tf")
      let own = try await Binary.run(live, environment: environment)
      #expect(own.status == 1, "\(own.output)\(own.errors)")
      #expect(scratch.exists("ran"))
    }
  }
}
