/** Placement constraints. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinitionPlacementConstraint.html */
import { type Problem, violated } from "../../findings/problem";
import { records } from "../../graph/resources/plain";
import type { Definition } from "./definition";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html#ECS-RegisterTaskDefinition-request-placementConstraints */
const MOST_CONSTRAINTS = 10;
const LONGEST_EXPRESSION = 2000;

/** That Fargate has none is told with the rest of Fargate's. */
export function placementProblems({ request, fargate }: Definition): Problem[] {
  const constraints = records(request.placementConstraints);
  if (fargate || constraints.length === 0) return [];
  const problems = constraints.flatMap(({ type, expression }, index): Problem[] => {
    const key = `placementConstraints ${index}`;
    if (type === undefined || type === "") {
      const what = `placementConstraints[${index}] has no type`;
      return [violated(`${key} type`, what, "Set type to memberOf.")];
    }
    if (type === "memberOf" && (expression === undefined || expression === "")) {
      const what = `placementConstraints[${index}] is memberOf without an expression`;
      const remedy = "Set expression, as in attribute:ecs.instance-type =~ c7g.*";
      return [violated(`${key} expression`, what, remedy)];
    }
    if (typeof expression !== "string" || expression.length <= LONGEST_EXPRESSION) return [];
    const what = `placementConstraints[${index}] has an expression of ${expression.length} characters`;
    return [violated(`${key} expression`, what, `An expression has up to ${LONGEST_EXPRESSION} characters.`)];
  });
  if (constraints.length > MOST_CONSTRAINTS) {
    const what = `it has ${constraints.length} placementConstraints, and ECS takes ${MOST_CONSTRAINTS}`;
    problems.push(violated("placementConstraints", what, "Join some of them with and."));
  }
  return problems;
}
