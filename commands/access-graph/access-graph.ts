import type { JudgedPrincipal, JudgedTaskDefinition, Judgement, PermissionRow } from "../judgement/judgement";
import { accessLevel, type AccessLevel } from "./access-level";
import { resourceGroup } from "./resource-group";

export type NodeKind = "deployer" | "task" | "trusted" | "role" | "resource";

/** A box of the picture. */
export interface GraphNode {
  /** Usable in an element's id and in a URL's fragment. */
  id: string;
  kind: NodeKind;
  /** What it is, in AWS's terms: `Task role`, `S3 bucket`. */
  label: string;
  name: string;
  /** For principals: their id in the judgement. */
  principal?: string;
  /** The rows of the permission table that are about it. */
  permissions: PermissionRow[];
}

export type EdgeKind = "passes" | "assumes" | "reads" | "writes";

/** An arrow of the picture. */
export interface GraphEdge {
  from: string;
  to: string;
  kind: EdgeKind;
  /** `may pass`, `task role`, `reads and writes` … */
  label: string;
}

/** Nodes in the order in which they were first named; edges by the ids of their nodes. */
export interface AccessGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** Who may pass and assume which roles, and what each principal reads and writes. Denied permissions draw nothing. */
export function accessGraph(judgement: Judgement): AccessGraph {
  const graph = new GraphBuilder(judgement);
  addPrincipals(graph);
  addTasks(graph);
  addTrust(graph);
  addPermissions(graph);
  return graph.build();
}

class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();

  /** The ids of the stack's principals by their ARNs. */
  readonly principals: Map<string | undefined, string>;

  constructor(readonly judgement: Judgement) {
    this.principals = new Map(judgement.principals?.map(({ arn, id }) => [arn, id]));
  }

  /** The node of that key; made when first asked for. */
  node(key: string, node: Omit<GraphNode, "id" | "permissions">): GraphNode {
    const known = this.nodes.get(key);
    if (known) return known;
    const made = { ...node, id: this.freeId(key), permissions: [] };
    this.nodes.set(key, made);
    return made;
  }

  /** After what the node is about, so that a link to it holds when the stack grows. */
  private freeId(key: string): string {
    const id = `node-${key.replace(/[^A-Za-z0-9_.-]+/g, "-").slice(0, 120)}`;
    const taken = new Set([...this.nodes.values()].map((node) => node.id));
    for (let number = 2; ; number++) {
      const free = number === 2 && !taken.has(id) ? id : `${id}-${number}`;
      if (!taken.has(free)) return free;
    }
  }

  principal(id: string): GraphNode {
    const [type = "", ...name] = id.split("/");
    return this.node(`principal/${id}`, {
      kind: type === "role" ? "role" : "deployer",
      label: principalLabel(id, type, this.judgement.taskDefinitions ?? []),
      name: name.join("/"),
      principal: id,
    });
  }

  /** A role of the stack, or one named by its ARN of which the stack knows nothing else. */
  role(role: string): GraphNode {
    if (!role.startsWith("arn:")) return this.principal(role);
    return this.node(role, { kind: "role", label: "Role elsewhere", name: role.split("/").pop() ?? role });
  }

  /** Adds the edge once, however often it is named. */
  edge(from: GraphNode, to: GraphNode, kind: EdgeKind, label: string): void {
    this.edges.set(`${from.id} ${to.id} ${label}`, { from: from.id, to: to.id, kind, label });
  }

  build(): AccessGraph {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }
}

function principalLabel(id: string, type: string, tasks: JudgedTaskDefinition[]): string {
  if (tasks.some((task) => task.taskRole === id)) return "Task role";
  if (tasks.some((task) => task.executionRole === id)) return "Execution role";
  return { user: "User", group: "Group", role: "Role" }[type] ?? "Principal";
}

function addPrincipals(graph: GraphBuilder): void {
  for (const principal of graph.judgement.principals ?? []) graph.principal(principal.id);
}

function addTasks(graph: GraphBuilder): void {
  for (const task of graph.judgement.taskDefinitions ?? []) {
    const node = graph.node(`task/${task.family}`, {
      kind: "task",
      label: "Task definition",
      name: task.family,
    });
    if (task.taskRole) graph.edge(node, graph.role(task.taskRole), "assumes", "task role");
    if (task.executionRole) graph.edge(node, graph.role(task.executionRole), "assumes", "execution role");
  }
}

/** Draws who else may assume a role; that ECS may is said already by a task definition that runs with it. */
function addTrust(graph: GraphBuilder): void {
  const { principals = [], taskDefinitions = [] } = graph.judgement;
  const running = new Set(taskDefinitions.flatMap((task) => [task.taskRole, task.executionRole]));
  for (const principal of principals) {
    for (const trusted of trustedBy(principal)) {
      if (trusted.startsWith("ecs-tasks.") && running.has(principal.id)) continue;
      const node = graph.node(`trusted/${trusted}`, { kind: "trusted", label: "Trusted", name: trusted });
      graph.edge(node, graph.principal(principal.id), "assumes", "may assume");
    }
  }
}

/** The principals that a role's trust document lets in, as written there. */
function trustedBy(principal: JudgedPrincipal): string[] {
  const allows = (principal.trust?.statements ?? []).filter((statement) => statement["Effect"] === "Allow");
  return allows.flatMap(({ Principal: trusted }) =>
    typeof trusted === "object" && trusted !== null
      ? Object.values(trusted).flat().map(String)
      : String(trusted),
  );
}

function addPermissions(graph: GraphBuilder): void {
  const levels = new Map<GraphNode, Map<GraphNode, Set<AccessLevel>>>();
  for (const row of graph.judgement.permissions) {
    const from = graph.principal(row.principal);
    const to = target(graph, row);
    to.permissions.push(row);
    if (row.effect === "denied") continue;
    const targets = levels.get(from) ?? new Map<GraphNode, Set<AccessLevel>>();
    levels.set(from, targets.set(to, (targets.get(to) ?? new Set()).add(accessLevel(row.action))));
  }
  for (const [from, targets] of levels) {
    for (const [to, reached] of targets) addAccess(graph, from, to, reached);
  }
}

function addAccess(graph: GraphBuilder, from: GraphNode, to: GraphNode, levels: Set<AccessLevel>): void {
  if (levels.has("pass")) graph.edge(from, to, "passes", "may pass");
  if (levels.has("assume")) graph.edge(from, to, "assumes", "may assume");
  if (levels.has("read") && levels.has("write")) graph.edge(from, to, "writes", "reads and writes");
  else if (levels.has("write")) graph.edge(from, to, "writes", "writes");
  else if (levels.has("read")) graph.edge(from, to, "reads", "reads");
}

/** What a permission is about: a principal of the stack, where the resource is its ARN, or something in AWS. */
function target(graph: GraphBuilder, row: PermissionRow): GraphNode {
  const principal = graph.principals.get(row.resource);
  if (principal !== undefined) return graph.principal(principal);
  const { key, kind, name } = resourceGroup(row.resource, row.action);
  return graph.node(`resource/${key}`, { kind: "resource", label: kind, name });
}
