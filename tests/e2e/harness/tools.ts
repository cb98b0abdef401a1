import type { Tools } from "../bring-up";

/** What `bring-up.js` made available. @throws {Error} when the suite was not started by its runner */
export function tools(): Tools {
  const brought = process.env.E2E_TOOLS;
  if (!brought) throw new Error("start the end-to-end tests with `npm run test:e2e`");
  return JSON.parse(brought) as Tools;
}
