import { TYPES } from "../../../shapes/aws-types";
import { madeByAws } from "../../../shapes/aws-provider";
import type { ResourceType } from "./resource-type";

/**
 * A type that programs have around their tasks and of which a test wants nothing but outputs that are known once it is
 * created: nothing is asked of AWS.
 */
export function madeUp(token: string): ResourceType {
  const { named, computed = ["arn"] } = TYPES[token] ?? {};
  return {
    token,
    noun: token,
    autoName: named,
    computed,
    replaceOn: "all",
    create: ({ account, region }, inputs) => {
      const name = String(inputs[named ?? "name"] ?? token.split(":").pop());
      const { id, ...made } = madeByAws(token, name, { account, region }, inputs);
      return Promise.resolve({ id: String(id), outputs: { ...made, ...inputs } });
    },
    read: (_session, _id, state) => Promise.resolve({ inputs: state, outputs: state }),
    delete: () => Promise.resolve(),
  };
}
