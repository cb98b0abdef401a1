/** What Java programs use that does not belong to the application. */
import type { Value } from "../../evaluation/values";
import type { CallResult, Library } from "../../sdk/sdk";
import { changedValue } from "./changed-values";
import { enhancedCall, enhancedType } from "./enhanced-client";
import { mapperCall, mapperType } from "./mapper";
import { clientCall, clientType, constantOf } from "./sdk-v2";
import { v1Call, v1Type } from "./sdk-v1";
import { requestCall, requestType, responseCall } from "./requests";
import type { Properties } from "./properties";
import { settingField, settingValue, springType } from "./settings";
import { springCloudCall, springCloudType } from "./spring-cloud-aws";
import { standardCall, standardMember } from "./standard-library";
import { transferCall, transferType } from "./transfers";
import { v1DocumentsCall, v1DocumentsType } from "./v1-documents";
import { v1TransfersCall, v1TransfersType } from "./v1-transfers";

/** @param properties what settings files say */
export const javaLibrary = (properties: Properties): Library => ({
  member(of, name) {
    const plain = name.replace(/^#/, "");
    if (of.kind !== "external") return standardMember(of, plain);
    return constantOf(of, plain) ?? [{ kind: "external", path: [...of.path, plain] }];
  },
  call(callee, given, evaluator): CallResult | undefined {
    return (
      changedValue(callee, given, evaluator) ??
      springCloudCall(callee, given, evaluator, properties) ??
      settingValue(callee, given, properties) ??
      standardCall(callee, given, evaluator) ??
      responseCall(callee) ??
      transferCall(callee, given, evaluator) ??
      enhancedCall(callee, given, evaluator) ??
      clientCall(callee, given, evaluator) ??
      mapperCall(callee, given, evaluator) ??
      v1TransfersCall(callee, given) ??
      v1DocumentsCall(callee, given) ??
      v1Call(callee, given) ??
      requestCall(callee, given, evaluator)
    );
  },
  setting: (field) => settingField(field, properties),
  ofType(path): Value[] | undefined {
    return (
      transferType(path) ??
      enhancedType(path) ??
      clientType(path) ??
      springType(path) ??
      mapperType(path) ??
      v1TransfersType(path) ??
      v1DocumentsType(path) ??
      v1Type(path) ??
      springCloudType(path) ??
      requestType(path)
    );
  },
});
