import { addOpenTime } from "../../policy/hours.ts";
import type { Timestamp } from "../../time.ts";
import type { Moment } from "../timeline.ts";
import { reopen } from "./ends.ts";
import { change, endReply, type Fold, replyTarget, start } from "./memory.ts";

/** "Thanks!" after a response starts no clock, unless that response asked something (decision 6). */
const isThanks = (fold: Fold, pleasantry: boolean): boolean =>
  pleasantry && fold.lastResponseAt !== null && !fold.lastResponseAsks;

export const onCustomer = (fold: Fold, moment: Extract<Moment, { kind: "customer" }>): void => {
  const thanks = isThanks(fold, moment.pleasantry);
  if (fold.endedAt !== null) {
    // Within the window it is the same conversation (decision 14); what comes later belongs to another one.
    if (!thanks && moment.at <= fold.endedAt + fold.promised.reopenMs) reopen(fold, moment.at, moment.id);
    return;
  }
  if (fold.firstMessageAt === null) {
    fold.firstMessageAt = moment.at;
    fold.resolution = start(fold, "resolution", moment.at);
  }
  if (thanks) return;
  fold.unanswered.push({ id: moment.id, at: moment.at });
  const running = fold.clocks[fold.reply];
  if (running === undefined) {
    fold.reply = start(fold, replyTarget(fold), moment.at);
    return;
  }
  const { targets, hours } = fold.promised;
  const sooner = addOpenTime(hours, moment.at, targets.next_response) < running.dueAt;
  if (running.target !== "update" || moment.at > running.dueAt || !sooner) return;
  change(fold, fold.reply, { cancelledAt: moment.at, cause: "superseded" });
  fold.superseded = fold.reply;
  fold.reply = start(fold, "next_response", moment.at);
};

export const onResponse = (fold: Fold, moment: Extract<Moment, { kind: "response" }>): void => {
  fold.lastResponseAt = moment.at;
  fold.lastResponseAsks = moment.asks;
  // Delivered after the end it answers no clock; but "thanks!" may be said to it.
  if (fold.endedAt !== null) return;
  // Only an answer to a first message is a first answer (decisions 2 and 3): a rep who speaks first has answered nobody.
  if (fold.clocks[fold.reply]?.target === "first_response") fold.answered = true;
  change(fold, fold.reply, {
    fulfilledAt: moment.at,
    fulfilledBy: moment.stillOnIt === true ? "still_on_it" : "response",
  });
  fold.reply = -1;
  fold.superseded = -1;
  fold.unanswered = [];
  fold.updateFrom = moment.at;
  if (moment.holdsBall) onBallKept(fold);
};

/** Decision 11: before the deadline a deleted message was never sent; after it nothing changes. */
export const onDeleted = (fold: Fold, moment: Extract<Moment, { kind: "deleted" }>): void => {
  const left = fold.unanswered.filter((one) => one.id !== moment.of);
  const running = fold.clocks[fold.reply];
  if (running === undefined || left.length === fold.unanswered.length || moment.at >= running.dueAt) return;
  fold.unanswered = left;
  if (running.target === "update") return;
  const oldest = left[0];
  if (oldest !== undefined) {
    const dueAt = addOpenTime(fold.promised.hours, oldest.at, running.lengthMs);
    change(fold, fold.reply, { startedAt: oldest.at, dueAt });
    return;
  }
  change(fold, fold.reply, { cancelledAt: moment.at, cause: "message_deleted" });
  fold.reply = fold.superseded;
  change(fold, fold.superseded, { cancelledAt: null, cause: null });
  fold.superseded = -1;
};

/** The ball stays with the rep: the update clock counts from the last response, not from the button. */
export const onBallKept = (fold: Fold): void => {
  if (fold.endedAt !== null || fold.reply !== -1 || !fold.answered || fold.updateFrom === null) return;
  fold.reply = start(fold, "update", fold.updateFrom);
};

export const onReplyWaived = (fold: Fold, at: Timestamp): void => {
  if (fold.endedAt !== null || !fold.answered) return;
  endReply(fold, at, "no_reply_needed");
  fold.unanswered = [];
};
