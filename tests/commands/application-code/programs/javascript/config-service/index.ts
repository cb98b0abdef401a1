export { connect } from "./connect";
export * from "./registry";
