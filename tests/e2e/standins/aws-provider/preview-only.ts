import type { ResourceType } from "./resource-type";

/** A type that this project does not create: enough of it for a preview, and an error for more. */
export function previewOnly(token: string): ResourceType {
  const refuse = () => {
    throw new Error(`the stand-in provider only previews ${token}`);
  };
  return {
    token,
    noun: token,
    computed: ["arn"],
    replaceOn: [],
    create: refuse,
    read: refuse,
    delete: refuse,
  };
}
