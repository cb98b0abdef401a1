/** Further first-day programs, by what in them is unknown. */
import { DATA } from "./data";
import { DELIVERIES } from "./deliveries";
import { HOSTS } from "./hosts";
import { IDENTITIES } from "./identities";
import { MORE_TASKS } from "./more-tasks";
import { PLACES } from "./places";
import { POLICIES } from "./policies";
import { SECRETS } from "./secrets";
import { STARTERS } from "./starters";

export const FURTHER = [
  ...STARTERS,
  ...SECRETS,
  ...DATA,
  ...DELIVERIES,
  ...IDENTITIES,
  ...HOSTS,
  ...PLACES,
  ...POLICIES,
  ...MORE_TASKS,
];
