import type { Desk } from "../../core/policy/policy.ts";
import type { OutboxRow, ReadStore } from "../../ports-store.ts";
import { sentenceBody, usersOf } from "./bodies.ts";
import { baseOf, type Composed, DROP, post, send } from "./composed.ts";

/** Effects that need no conversation to be filled in; null: this one does. */
export const composeForNone = async (
  row: OutboxRow,
  desk: Desk,
  read: ReadStore,
): Promise<Composed | null> => {
  const { effect } = row;
  switch (effect.type) {
    case "SayAt":
      return post({ row, desk }, effect.place, { body: await sentenceBody(effect.sentence, read) });
    case "SayToManagers":
      return post(
        { row, desk },
        { ...desk.managers, thread: null },
        { body: await sentenceBody(effect.sentence, read), buttons: effect.buttons ?? [] },
      );
    case "SayToReps": {
      const mention = await usersOf(effect.mention, desk.alerts.platform, read);
      const body = await sentenceBody(effect.sentence, read);
      return post(
        { row, desk },
        { ...desk.alerts, thread: null },
        { body, mention, buttons: effect.buttons },
      );
    }
    case "AnswerRep": {
      const person = await read.person(effect.person);
      if (person === null) return DROP;
      return send(person.platform, {
        ...baseOf(row, desk),
        type: "whisper",
        to: effect.place,
        user: person.userId,
        body: await sentenceBody(effect.sentence, read),
        buttons: effect.buttons,
        reply: effect.reply,
      });
    }
    // A rep's message, in a conversation's thread or in a ticket's.
    case "MarkMessage": {
      const message = await read.message(effect.messageId);
      if (message === null) return DROP;
      const { ref } = message;
      return send(ref.place.platform, {
        ...baseOf(row, desk),
        type: "mark",
        message: ref,
        mark: effect.mark,
      });
    }
    default:
      return null;
  }
};
