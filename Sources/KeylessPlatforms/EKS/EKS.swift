extension Platform {
  /// Service accounts of an EKS cluster (IRSA): a pod's projected token, whose looks are (unverified) throughout.
  static let eks = Platform(
    SimplePlatform(
      id: "eks",
      title: "EKS service accounts",
      facts: [
        Fact(
          "region",
          .dnsLabel,
          "region of the cluster, as in the issuer; no claim",
          .optional,
          evidence: .unverified
        ),
        Fact(
          "cluster_id",
          .upperHex(count: 32),
          "id of the cluster, as in the issuer; no claim",
          .optional,
          evidence: .unverified
        ),
        Fact("namespace", .dnsLabel, "namespace of the service account", .required, evidence: .unverified),
        Fact("service_account", .dnsSubdomain, "name of the service account", .required, evidence: .unverified),
        Fact("service_account_uid", .uuid, "UUID of the service account", .defaulted, evidence: .unverified),
        Fact("pod", .dnsSubdomain, "name of the pod", .defaulted, evidence: .unverified),
        Fact("pod_uid", .uuid, "UUID of the pod", .defaulted, evidence: .unverified),
      ],
      supplies: [
        Supply("service_account_uid", .uuid(from: ["namespace", "service_account"])),
        Supply("pod", .value(.text("keyless-pod"))), Supply("pod_uid", .uuid(from: ["namespace", "pod"])),
      ],
      claims: [
        Claim("aud", .audience, .always, .setting, "always a list", evidence: .unverified),
        Claim("exp", .integer, .always, .run, "a day after `iat`", evidence: .unverified),
        Claim("iat", .integer, .always, .run, "time of issue", evidence: .unverified),
        Claim("iss", .string, .always, .fixed, "the cluster's own issuer", evidence: .unverified),
        Claim("jti", .string, .always, .run, "unique per token", evidence: .unverified),
        Claim(
          "kubernetes.io",
          .object([
            .init("namespace", .fact("namespace")),
            .init("pod", .object([.init("name", .fact("pod")), .init("uid", .fact("pod_uid"))])),
            .init(
              "serviceaccount",
              .object([.init("name", .fact("service_account")), .init("uid", .fact("service_account_uid"))])
            ),
          ]),
          .always,
          .run,
          "namespace, pod and service account; AWS sees none of it",
          fact: "namespace",
          evidence: .unverified
        ),
        Claim("nbf", .integer, .always, .run, "the same as `iat`", evidence: .unverified),
        Claim("sub", .string, .always, .renamable, "namespace and service account, by name", evidence: .unverified),
      ],
      issuers: [
        IssuerPattern(
          "cluster",
          ["https://oidc.eks.", .fact("region"), ".amazonaws.com/id/", .fact("cluster_id")],
          isShared: false,
          when: .not(.begins("region", "cn-")),
          evidence: .unverified
        ),
        IssuerPattern(
          "cluster in China",
          ["https://oidc.eks.", .fact("region"), ".amazonaws.com.cn/id/", .fact("cluster_id")],
          isShared: false,
          when: .begins("region", "cn-"),
          evidence: .unverified
        ),
      ],
      audience: AudienceRule(allowsMany: true, isList: true) { _ in "sts.amazonaws.com" },
      lifetime: Lifetime(
        seconds: 86_400,
        notBefore: 0,
        meaning: "a day by default; the kubelet refreshes it (unverified)"
      ),
      header: [.algorithm, .keyID],
      documentedOrder: ["iss", "aud", "sub", "kubernetes.io"],
      forms: [
        SubjectForm(
          "service account",
          ["system:serviceaccount:", .component("namespace"), ":", .component("service_account")],
          evidence: .unverified
        )
      ],
      ownership: Ownership(project: ["namespace"]),
      nearMisses: [
        NearMissRule("another namespace", [("namespace", .other("keyless-other"))], follows: uids),
        NearMissRule("prefix twin of the namespace", [("namespace", .twin)], follows: uids),
        NearMissRule(
          "another service account",
          [("service_account", .other("keyless-other"))],
          follows: ["service_account_uid"],
          note: "whoever can start pods in a namespace can choose among its service accounts"
        ),
        NearMissRule(
          "prefix twin of the service account",
          [("service_account", .twin)],
          follows: ["service_account_uid"]
        ),
        NearMissRule(
          "the namespace's default service account",
          [("service_account", .set(.text("default")))],
          follows: ["service_account_uid"]
        ),
        NearMissRule("another pod", [("pod", .other("keyless-other"))], follows: ["pod_uid"]),
        NearMissRule(
          "recreated service account",
          [("service_account_uid", .otherUUID)],
          note: "the same names in a namespace made anew; AWS sees no id"
        ),
        NearMissRule(
          "another cluster",
          [("cluster_id", .set(.text("00000000000000000000000000000000")))],
          when: .has("cluster_id"),
          note: "it has an issuer of its own, so no provider of this one takes its token"
        ),
      ],
      jobToken: [
        "A service account annotated `eks.amazonaws.com/role-arn` gets the token as a file in each of its pods, and "
          + "`AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` beside it.",
        "A CI job on such a pod has these variables already; it must override all three to use its own token.",
      ]
    )
  )

  private static let uids = ["service_account_uid", "pod_uid"]
}
