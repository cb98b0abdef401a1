/** Whatever port a server asks for, it gets a free one, and prints it. */
import { Server } from "node:net";

const listen = Server.prototype.listen as (this: Server, ...args: unknown[]) => Server;

Server.prototype.listen = function (this: Server): Server {
  return listen.call(this, 0, "127.0.0.1", () => {
    const address = this.address();
    if (address !== null && typeof address !== "string") console.log(`listening on ${address.port}`);
  });
};
