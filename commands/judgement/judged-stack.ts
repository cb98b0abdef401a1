import type { StackModel } from "../../policypack/graph/types";
import type { ContainerNeeds } from "../application-code/needs/code-need";
import type { StackConfig } from "../../components/config";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { Judgement } from "./judgement";

/** Resources as judged, with what the judgement rests on. */
export interface JudgedResources {
  judgement: Judgement;
  resources: RegisteredResource[];
  model: StackModel;
}

/** A stack of this project, as judged. */
export interface JudgedStack extends JudgedResources {
  config: StackConfig;
  /** What the code of its containers calls, of those that name their sources. */
  code: ContainerNeeds[];
}
