import { statementCell } from "../../formats/permission-groups";
import { shortArn, type Home } from "../../formats/short-arn";
import type { Judgement, PermissionRow } from "../../judgement/judgement";
import { accessLevel } from "../../access-graph/access-level";
import { html, type Html } from "../html";

/** Everything that each principal may do, with a search field and filters that the script brings to life. */
export function permissionsSection(judgement: Judgement): Html {
  const rows = judgement.permissions;
  return html`<section id="permissions" aria-labelledby="permissions-heading">
    <h2 id="permissions-heading">Permissions</h2>
    <form class="filters" role="search" aria-label="Permissions">
      <label
        >Search
        <input
          type="search"
          id="search"
          autocomplete="off"
          placeholder="action, resource, policy …"
          aria-describedby="shown"
      /></label>
      ${select("principal", "Principal", distinct(rows.map((row) => row.principal)))}
      ${select("service", "Service", distinct(rows.map((row) => service(row))))}
      ${select("access", "Access", distinct(rows.map((row) => accessLevel(row.action))))}
      ${select("effect", "Effect", distinct(rows.map((row) => row.effect)))}
      <button type="reset">Clear</button>
    </form>
    <p id="shown" role="status" aria-live="polite">${rows.length} of ${rows.length} shown</p>
    <p class="muted">ARNs of this account and region are shortened; the search knows them whole.</p>
    <div class="scroll" role="region" aria-label="Permission table" tabindex="0">
      <table id="permission-table" class="permissions">
        ${permissionRows(rows, judgement)}
      </table>
    </div>
    <button type="button" id="more" hidden>Show all ${rows.length}</button>
  </section>`;
}

/** The head and body of a table of permissions. */
export function permissionRows(rows: PermissionRow[], home: Home): Html {
  return html`<thead>
      <tr>
        <th scope="col">Principal</th>
        <th scope="col">Action</th>
        <th scope="col">Resource</th>
        <th scope="col">Effect</th>
        <th scope="col">Decided by</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => permissionRow(row, home))}
    </tbody>`;
}

function permissionRow(row: PermissionRow, home: Home): Html {
  const { principal, action, resource, effect, document, sid, conditions, index } = row;
  return html`<tr
    data-principal="${principal}"
    data-service="${service(row)}"
    data-access="${accessLevel(action)}"
    data-effect="${effect}"
    data-resource="${resource}"
  >
    <td class="whose">${principal}</td>
    <td class="action"><code>${action}</code></td>
    <td class="resource"><code title="${resource}">${shortArn(resource, home)}</code></td>
    <td class="effect">
      <span class="badge ${effect}">${effect}</span>${conditions.map(
        (condition) => html`<br /><span class="muted">${condition}</span>`,
      )}
    </td>
    <td class="decided">${document}<br /><span class="muted">${statementCell({ sid, index })}</span></td>
  </tr>`;
}

function select(id: string, label: string, values: string[]): Html {
  return html`<label
    >${label}
    <select id="filter-${id}" data-filter="${id}">
      <option value="">all</option>
      ${values.map((value) => html`<option value="${value}">${value}</option>`)}
    </select></label
  >`;
}

function service(row: PermissionRow): string {
  return row.action.split(":")[0] ?? row.action;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].sort();
}
