/** Three-valued logic: what the engine can prove of a fact. `maybe` stands for "it depends on what is not known". */
export type Truth = "yes" | "no" | "maybe";

export function and(left: Truth, right: Truth): Truth {
  if (left === "no" || right === "no") return "no";
  return left === "yes" && right === "yes" ? "yes" : "maybe";
}

export function or(left: Truth, right: Truth): Truth {
  if (left === "yes" || right === "yes") return "yes";
  return left === "no" && right === "no" ? "no" : "maybe";
}

export function not(truth: Truth): Truth {
  if (truth === "maybe") return "maybe";
  return truth === "yes" ? "no" : "yes";
}

/** What holds whichever of two cases is the real one. */
export function either(one: Truth, other: Truth): Truth {
  return one === other ? one : "maybe";
}

export function truth(holds: boolean): Truth {
  return holds ? "yes" : "no";
}
