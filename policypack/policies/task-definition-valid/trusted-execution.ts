/** Isolated and confidential tasks. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TrustedExecutionConfiguration.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";

export function trustedExecutionProblems({ request }: Definition): Problem[] {
  const trusted = request.trustedExecutionConfiguration;
  if (!isRecord(trusted)) return [];
  const { isolationMode, attestationPolicy } = trusted;
  const problems: Problem[] = [];
  if (
    isolationMode === "CONFIDENTIAL_SANDBOX" &&
    !isSet(attestationPolicy) &&
    attestationPolicy !== UNKNOWN
  ) {
    const what =
      "trustedExecutionConfiguration has the isolationMode CONFIDENTIAL_SANDBOX without an attestationPolicy";
    problems.push(violated("attestationPolicy", what, "Set attestationPolicy to the policy in base64."));
  }
  const compatibilities: unknown[] = Array.isArray(request.requiresCompatibilities)
    ? request.requiresCompatibilities
    : [];
  const others = compatibilities.filter((name) => name !== "MANAGED_INSTANCES" && name !== UNKNOWN);
  if (others.length > 0) {
    const what = `it has a trustedExecutionConfiguration and is for ${shown(others)}, and only Managed Instances have trusted execution`;
    const remedy = "Set requiresCompatibilities to MANAGED_INSTANCES.";
    problems.push(violated("trustedExecutionConfiguration", what, remedy));
  }
  return problems;
}
