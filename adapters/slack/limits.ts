import type { Place } from "../../src/core/platform.ts";
import { MINUTE, SECOND } from "../../src/core/time.ts";
import type { Lane, OrderType } from "../../src/ports.ts";

/** Slack's published numbers, each with its source. */
export const LIMITS = {
  /**
   * Slack advises at most 4,000 characters and splits longer texts into several messages by itself, which would
   * break "one send, one ts". https://docs.slack.dev/reference/methods/chat.postMessage#truncating
   */
  text: 3_900,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  fieldText: 2_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionElements: 25,
  /** https://docs.slack.dev/reference/views/modal-views (`title`, `submit`) */
  viewTitle: 24,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block (`label`) */
  inputLabel: 2_000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element (`max_length`) */
  inputText: 3_000,
  /** Same page, `placeholder`; the select's is as long. */
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select */
  options: 100,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  /** Ours: advice is a line or two. */
  contextText: 300,
  /** How long a press waits for its form (ports.ts, Forms), ms. */
  formMs: 2 * SECOND,
  /** Ours, below Slack's three seconds, after which a trigger serves no more, ms. https://docs.slack.dev/surfaces/modals */
  triggerMs: 2.8 * SECOND,
  /** A lock screen shows about so much of a notification before it cuts. */
  notificationText: 150,
  /** Blocks a message. https://docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /** Blocks a view. Same page. */
  viewBlocks: 100,
  /** `username` of chat.postMessage, as bot names: https://docs.slack.dev/reference/app-manifest#settings */
  username: 80,
  /** Requests older than this may be replays. https://docs.slack.dev/authentication/verifying-requests-from-slack */
  requestAgeMs: 5 * MINUTE,
  /** An event or interaction not acknowledged by then counts as lost. https://docs.slack.dev/apis/events-api */
  ackMs: 3 * SECOND,
  /** Messages a page; https://docs.slack.dev/reference/methods/conversations.history#arguments */
  historyPage: 200,
  /** Users a call of dnd.teamInfo, which is Tier 2. https://docs.slack.dev/reference/methods/dnd.teamInfo */
  dndUsers: 50,
  /** Members a page; Slack recommends no more. https://docs.slack.dev/apis/web-api/pagination */
  membersPage: 200,
  /** Largest body we read; Slack states none, its largest payloads hold a message or a view (250 kB). */
  requestBytes: 1_000_000,
} as const;

/** About one message a second and channel; threads count to their channel. https://docs.slack.dev/apis/web-api/rate-limits */
const POST_INTERVAL_MS = SECOND;

/** A slow answer holds up its own conversation, not the channel: each conversation's posts keep their order anyway. */
const POSTS_AT_ONCE = 4;

/**
 * Tier 3 is 50 and more a minute, per method and for the whole workspace: 1,200 ms, and some to spare.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
const TIER_3_INTERVAL_MS = 1_300;

/**
 * The desk's own rule (sla.md, Noise), inside Slack's: at most 40 edits a minute for the workspace. Within the lane
 * alerts go before cards (core/effect.ts, PRIORITY).
 */
const EDIT_INTERVAL_MS = 1_500;

/** Tier 4, 100 and more a minute. https://docs.slack.dev/reference/methods/chat.postEphemeral */
const TIER_4_INTERVAL_MS = 650;

/**
 * Slack allows "short bursts" of posts beyond one a second and gives no number, so the lanes do not count on any:
 * a 429 puts the order back with Slack's own `Retry-After`.
 */
export const laneOf = (type: OrderType, place: Place, postIntervalMs = POST_INTERVAL_MS): Lane => {
  switch (type) {
    case "post":
      return { key: `slack:${place.channel}`, intervalMs: postIntervalMs, concurrency: POSTS_AT_ONCE };
    case "edit":
      return { key: "slack:update", intervalMs: EDIT_INTERVAL_MS, concurrency: 1 };
    case "delete":
      return { key: "slack:delete", intervalMs: TIER_3_INTERVAL_MS, concurrency: 1 };
    case "mark":
      return { key: "slack:reactions", intervalMs: TIER_3_INTERVAL_MS, concurrency: 1 };
    case "whisper":
      return { key: "slack:whisper", intervalMs: TIER_4_INTERVAL_MS, concurrency: 2 };
    case "open_place":
    case "lock":
      // Nothing of these reaches Slack.
      return { key: "slack:none", intervalMs: 0, concurrency: 1 };
    default:
      return type satisfies never;
  }
};
