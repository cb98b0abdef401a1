import type { StackModel } from "../../policypack/graph/types";
import type { StackConfig } from "../../components/config";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { Judgement } from "./judgement";

/** A stack as judged, with what the judgement rests on. */
export interface JudgedStack {
  judgement: Judgement;
  config: StackConfig;
  resources: RegisteredResource[];
  model: StackModel;
}
