export class ConfigService {
  readonly usersTable: string = process.env.USERS_TABLE ?? "users";

  get pool(): string {
    return process.env.POOL!;
  }
}
