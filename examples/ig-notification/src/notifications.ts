import { Pool } from "pg";
import type { DatabaseCredentials } from "./secret.js";

/** The notifications that are to be sent, in the database. */
export class Notifications {
  private readonly pool: Pool;

  constructor({ host, port, username, password, dbname }: DatabaseCredentials) {
    this.pool = new Pool({ host, port, user: username, password, database: dbname });
  }

  async add(recipient: string, text: string): Promise<void> {
    await this.pool.query("INSERT INTO notifications (recipient, text) VALUES ($1, $2)", [recipient, text]);
  }
}
