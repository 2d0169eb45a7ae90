import type { Command } from "../core/conversation/command.ts";
import type { ConversationEvent } from "../core/conversation/event.ts";
import type { Alert, Effect } from "../core/effect.ts";
import type { Inbound } from "../core/inbound.ts";
import type { Place } from "../core/platform.ts";
import type { Desk } from "../core/policy/policy.ts";
import type { Timestamp } from "../core/time.ts";
import type { Lane } from "../ports.ts";
import type { OutboxRow, StoredConversation, Tx } from "../ports-store.ts";
import type { TicketTask } from "./tickets/apply.ts";
import { settleTicket } from "./tickets/settle.ts";

export type Outcome = Extract<
  Inbound,
  { type: "EffectDelivered" | "PageTaken" | "LetterTaken" | "EffectFailed" }
>;

interface Help {
  readonly now: Timestamp;
  readonly laneFor: (effect: Effect, desk: Desk, stored: StoredConversation) => Lane;
  readonly desk: (id: string) => Desk;
}

export interface Settled {
  /** What the conversations that it concerns are told. */
  readonly commands: readonly { readonly stored: StoredConversation; readonly command: Command }[];
  readonly lanes: readonly string[];
  readonly tickets?: readonly TicketTask[];
  /** A place that belongs to the conversation from now on, and since when it may have been written in. */
  readonly opened?: { readonly place: Place; readonly since: Timestamp };
}

/** What a delivery is filed under, so that edits, card updates and closed alerts find it again. */
export const landedAs = (effect: Effect): { what: string; side: "customer" | "staff" } | null => {
  switch (effect.type) {
    case "RelayToCustomer":
      return { what: effect.messageId, side: "customer" };
    case "RelayToStaff":
      return { what: effect.messageId, side: "staff" };
    case "PostCard":
      return { what: "card", side: "staff" };
    case "SayToStaff":
      return effect.about === null ? null : { what: `notice:${effect.about}`, side: "staff" };
    case "PostTicketCard":
      return { what: "card", side: "staff" };
    case "PostAlert":
      return { what: `alert:${effect.alert.target}:${effect.alert.cycle}`, side: "staff" };
    default:
      return null;
  }
};

interface Told {
  readonly conversationId: string;
  readonly desk: string;
  readonly event: Extract<ConversationEvent, { type: "AlertTold" }>;
}

const toldBy = ({ conversationId, desk, effect }: OutboxRow, at: Timestamp): readonly Told[] => {
  if (conversationId === null || (effect.type !== "PostAlert" && effect.type !== "Page")) return [];
  const { target, cycle, level } = effect.type === "Page" ? effect : effect.alert;
  const where =
    effect.type === "Page"
      ? { channel: "pager" as const, people: [] }
      : { channel: effect.alert.channel, people: effect.alert.mention };
  return [{ conversationId, desk, event: { type: "AlertTold", at, target, cycle, level, ...where } }];
};

/** An edit mentions people and rings nobody's phone: it counts against nobody. */
const pingedBy = ({ effect }: OutboxRow): readonly string[] =>
  effect.type === "PostAlert" && effect.alert.notify ? effect.alert.mention : [];

/** When people were really told: kept in the journal, and pings count against whoever gives no sign. */
const recordTold = async (
  tx: Tx,
  rows: readonly OutboxRow[],
  at: Timestamp,
  now: Timestamp,
): Promise<void> => {
  const told = rows.flatMap((row) => toldBy(row, at));
  const [first] = told;
  if (first === undefined) return;
  const breaches = told.filter(({ event }) => event.level >= 1);
  await Promise.all([
    tx.appendTold(told, now),
    tx.recordNotified(
      breaches.map(({ conversationId, event: { target, cycle } }) => ({ conversationId, target, cycle })),
      at,
    ),
    tx.repsPinged(first.desk, [...new Set(rows.flatMap(pingedBy))], at),
  ]);
};

const isDirect = (effect: Effect): boolean =>
  effect.type === "OpenCustomerPlace" && effect.prefer === "direct";

type Delivered = Extract<Outcome, { type: "EffectDelivered" }>;
type Failed = Extract<Outcome, { type: "EffectFailed" }>;

/** Files what a platform answered and names the commands that follow; null when it was filed before. */
export const settle = async (tx: Tx, outcome: Outcome, help: Help): Promise<Settled | null> => {
  const failure = outcome.type === "EffectFailed" ? outcome.failure : null;
  const rows = await tx.finishOutbox(
    outcome.outboxId,
    failure === null ? "done" : "failed",
    help.now,
    failure,
  );
  const [row] = rows;
  if (row === undefined) return null;
  if (outcome.type === "PageTaken") {
    await recordTold(tx, rows, outcome.at, help.now);
    return null;
  }
  if (outcome.type === "LetterTaken") {
    return "ticketId" in row.effect
      ? settleTicket(
          tx,
          row.effect,
          outcome,
          help.now,
          (desk) => help.desk(desk).policy.tickets.confirmWithinMs,
        )
      : null;
  }
  if (outcome.type === "EffectDelivered") {
    await tx.recordLanded(filed(rows), outcome.receipt);
    if (row.effect.type === "RetireAlerts" && row.conversationId !== null) {
      await tx.forgetLanded(row.conversationId, outcome.receipt.messages);
    }
    await recordTold(tx, rows, outcome.receipt.at, help.now);
  } else if (row.effect.type === "PostAlert") {
    const { failure: why } = outcome;
    return toEach(tx, rows, (alert) => ({ type: "RecordAlertFailed", at: help.now, alert, ...why }));
  }
  if ("ticketId" in row.effect)
    return settleTicket(
      tx,
      row.effect,
      outcome,
      help.now,
      (desk) => help.desk(desk).policy.tickets.confirmWithinMs,
    );
  const concerns = outcome.type === "EffectFailed" ? concernsWhenFailed : concernsConversation;
  if (row.conversationId === null || !concerns(row.effect)) return null;
  const stored = await tx.conversation(row.conversationId);
  if (stored === null) return null;
  return outcome.type === "EffectDelivered"
    ? succeeded(tx, row, stored, outcome)
    : failed(tx, row, stored, outcome, help);
};

/**
 * A burst is its first message's. An alert that several conversations share is filed for each of them, but apart:
 * what closes, edits or removes the alert of one clock must not touch the lines of the others.
 */
const filed = (rows: readonly OutboxRow[]): Parameters<Tx["recordLanded"]>[0] => {
  const shared = rows.length > 1 && rows[0]?.effect.type === "PostAlert";
  return (shared ? rows : rows.slice(0, 1)).flatMap((row) => {
    const as = landedAs(row.effect);
    if (as === null) return [];
    return [{ row, side: as.side, what: shared ? as.what.replace(/^alert:/, "alerts:") : as.what }];
  });
};

/** The same command to each conversation of an alert, one for each of its pings. */
const toEach = async (
  tx: Tx,
  rows: readonly OutboxRow[],
  commandFor: (alert: Alert) => Command,
): Promise<Settled> => {
  const ids = [...new Set(rows.flatMap((row) => row.conversationId ?? []))];
  const byId = new Map((await tx.conversations(ids)).map((stored) => [stored.id, stored]));
  const commands = rows.flatMap(({ conversationId, effect }) => {
    const stored = byId.get(conversationId ?? "");
    return stored === undefined || effect.type !== "PostAlert"
      ? []
      : [{ stored, command: commandFor(effect.alert) }];
  });
  return { commands, lanes: [] };
};

const concernsConversation = (effect: Effect): boolean =>
  effect.type === "OpenCustomerPlace" || effect.type === "PostCard" || effect.type === "RelayToCustomer";

const concernsWhenFailed = (effect: Effect): boolean =>
  concernsConversation(effect) || effect.type === "Page" || effect.type === "DeleteOriginal";

const told = (
  stored: StoredConversation,
  command: Command,
  opened?: { readonly place: Place; readonly since: Timestamp },
): Settled => ({
  commands: [{ stored, command }],
  lanes: [],
  ...(opened === undefined ? {} : { opened }),
});

const succeeded = async (
  tx: Tx,
  { effect }: OutboxRow,
  stored: StoredConversation,
  { receipt }: Delivered,
): Promise<Settled> => {
  const { at, place } = receipt;
  if (effect.type === "OpenCustomerPlace") {
    await tx.bindPlace(place, stored.id, "customer");
    const command: Command = {
      type: "RecordPlaceOpened",
      at,
      kind: effect.prefer === "direct" ? "direct" : "thread",
    };
    const opened = { place, since: Math.min(at, stored.state.openedAt) };
    return told({ ...stored, customerPlace: place }, command, opened);
  }
  if (effect.type === "PostCard") {
    const card = receipt.messages[0];
    const thread: Place = { ...place, thread: card?.id ?? null };
    await tx.bindPlace(thread, stored.id, "staff");
    const opened = { place: thread, since: at };
    return told({ ...stored, staffPlace: thread }, { type: "RecordCardPosted", at }, opened);
  }
  const messageId = effect.type === "RelayToCustomer" ? effect.messageId : "";
  return told(stored, { type: "RecordResponse", at, messageId });
};

const failed = async (
  tx: Tx,
  row: OutboxRow,
  stored: StoredConversation,
  outcome: Failed,
  help: Help,
): Promise<Settled> => {
  const { effect } = row;
  const { reason, code } = outcome.failure;
  if (effect.type === "RelayToCustomer") {
    const { messageId } = effect;
    return told(stored, { type: "RecordFailedResponse", at: help.now, messageId, reason, code });
  }
  if (isDirect(effect)) {
    // Same row, same place in its stream: all that waits behind it goes to the thread instead.
    const thread: Effect = { type: "OpenCustomerPlace", prefer: "thread", reply: null };
    const lane = help.laneFor(thread, help.desk(stored.desk), stored);
    await tx.replaceEffect(row.id, thread, lane);
    return { commands: [], lanes: [lane.key] };
  }
  if (effect.type === "DeleteOriginal") {
    // Whoever wrote it was quicker.
    if (reason === "place_gone") return { commands: [], lanes: [] };
    const { messageId } = effect;
    return told(stored, { type: "RecordOriginalKept", at: help.now, messageId, code });
  }
  if (effect.type === "Page") {
    const { pager, target, cycle, level } = effect;
    const page = { pager, target, cycle, level };
    return told(stored, { type: "RecordPageFailed", at: help.now, ...page, reason, code });
  }
  return effect.type === "PostCard"
    ? told(stored, { type: "RecordCardFailed", at: help.now, reason, code })
    : told(stored, { type: "RecordPlaceFailed", at: help.now, reason });
};
