import { parentPort } from "node:worker_threads";
import { createEmbed, type Embed } from "./embedding.ts";
import { unpacked, viewOf } from "./head.ts";
import type { Answer, Question } from "./messages.ts";
import { HEAD } from "./weights.ts";

const head = unpacked(HEAD);

const answer = async (embed: Promise<Embed>, { id, text }: Question): Promise<Answer> => {
  const [vector] = await (await embed)([text]);
  return { id, view: vector === undefined ? null : viewOf(head, vector) };
};

const port = parentPort;
if (port !== null) {
  // Loaded before the first question: nobody waits for it. What fails ends this thread, and that is told.
  const embed = createEmbed();
  let last: Promise<unknown> = embed;
  port.on("message", (question: Question) => {
    last = last.then(async () => port.postMessage(await answer(embed, question)));
  });
}
