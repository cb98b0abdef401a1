import { createServer, type IncomingMessage } from "node:http";
import { Notifications } from "./notifications.js";
import { databaseCredentials } from "./secret.js";

const PORT = 8080;
/** Characters; a notification is a sentence or two. */
const LONGEST = 10_000;

const notifications = new Notifications(await databaseCredentials());

const server = createServer((request, response) => {
  const answer = (status: number) => response.writeHead(status).end();
  if (request.method === "GET" && request.url === "/health") return answer(200);
  if (request.method !== "POST" || request.url !== "/notifications") return answer(404);
  accept(request).then(answer, () => answer(500));
});

async function accept(request: IncomingMessage): Promise<number> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST) return 413;
  }
  const { recipient, message } = JSON.parse(text) as { recipient?: unknown; message?: unknown };
  if (typeof recipient !== "string" || typeof message !== "string") return 400;
  await notifications.add(recipient, message);
  return 202;
}

server.listen(PORT);
