import { MINUTE, SECOND } from "../../src/core/time.ts";

/** Discord's published numbers, and ours that follow from them. Each names its source. */

/** https://docs.discord.com/developers/resources/message#create-message (`content`) */
export const MAX_CONTENT = 2000;
/** Same page: "Can be up to 25 characters". */
export const MAX_NONCE = 25;
/**
 * How long we rely on `enforce_nonce` alone. Same page: checked "in the past few minutes", which is not a number;
 * after this we also look for the message before we send it again.
 */
export const NONCE_TRUST_MS = MINUTE;
/** https://docs.discord.com/developers/components/reference#button */
export const MAX_CUSTOM_ID = 100;
export const MAX_BUTTON_LABEL = 80;
/** https://docs.discord.com/developers/components/reference#action-row ("Up to 5 contextually grouped button components") */
export const BUTTONS_PER_ROW = 5;
/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const MAX_MODAL_TITLE = 45;
/** Same page, `components`: "Between 1 and 5". */
export const MAX_MODAL_COMPONENTS = 5;
/** 4,000 for all texts of a modal (Discord's OpenAPI document, TextDisplayComponentForModalRequest), less its labels. */
export const MAX_MODAL_TEXT = 3700;
/** https://docs.discord.com/developers/components/reference#string-select, #label */
export const MAX_OPTIONS = 25;
export const MAX_OPTION = 100;
export const MAX_LABEL_DESCRIPTION = 100;
/** https://docs.discord.com/developers/components/reference#label, #text-input */
export const MAX_INPUT_LABEL = 45;
export const MAX_PLACEHOLDER = 100;
export const MAX_INPUT = 4000;
/** A subject is one line; ours. */
export const MAX_SUBJECT = 200;
/** https://docs.discord.com/developers/resources/channel#channel-object-channel-structure (`name`) */
export const MAX_THREAD_NAME = 100;
/** Minutes; https://docs.discord.com/developers/resources/channel#thread-metadata-object (`auto_archive_duration`) */
export const AUTO_ARCHIVE_MINUTES = 1440;
/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export const MAX_EMBED_TITLE = 256;
export const MAX_EMBED_FIELD = 1024;
/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
export const MAX_COMMAND_TEXT = 100;
export const MAX_COMMAND_NAME = 32;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback ("within 3 seconds") */
export const ACKNOWLEDGE_MS = 3 * SECOND;
/** Ours: how much of that a request may take to become durable before it is acknowledged all the same. */
export const DURABLE_WITHIN_MS = 1.5 * SECOND;
/** How long a press waits for its form (ports.ts, Forms). */
export const FORM_WITHIN_MS = 2 * SECOND;
/** Ours: a press whose form did not come is acknowledged by then, durable or not. */
export const ACKNOWLEDGE_BY_MS = 2.6 * SECOND;
/** Same page: "valid for 15 minutes"; a minute less, so that an answer under way still arrives. */
export const REPLY_TOKEN_MS = 14 * MINUTE;
/** https://docs.discord.com/developers/resources/message#get-channel-messages (`limit`) */
export const MESSAGES_PER_PAGE = 100;
/** Ours: how far back the panel is looked for, in pages. */
export const PANEL_PAGES = 5;
/** Ours: how many pages one place may take when catching up (10,000 messages). */
export const CATCH_UP_PAGES = 100;

/** Ours: how long a customer who was seen in their thread counts as there. */
export const ATTENDANCE_MS = MINUTE;
/** Ours: how long a request may take before its outcome counts as unknown. */
export const REQUEST_TIMEOUT_MS = 15 * SECOND;
/** Ours: how far Discord's clock and ours may be apart where we compare an order's time with a snowflake's. */
export const CLOCK_TOLERANCE_MS = 2 * MINUTE;
/**
 * Opening direct messages too fast (40003) and too many active threads (160006) name no waiting time: ours.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
export const OPENING_PAUSE_MS = 10 * SECOND;
/**
 * Places opened at once. https://docs.discord.com/developers/topics/rate-limits allows 50 requests a second in
 * all and each place takes three: far below it, and replies never wait behind openings. Ours.
 */
export const OPENING_CONCURRENCY = 4;

/** Ours: an order that comes before the connection stands is tried again after this. */
export const NOT_STARTED_MS = 0.5 * SECOND;

/** Ours: what waits in memory while the database is away. */
export const MAX_WAITING = 10_000;
export const RETRY_FIRST_MS = 100;
export const RETRY_LONGEST_MS = 5 * SECOND;
/** Ours: how many orders and messages are remembered for look-ups that Discord cannot answer. */
export const REMEMBERED = 5_000;
/** Ours: how many places, the latest in use, are read again after a session that could not be resumed. */
export const RECOVERED_PLACES = 1000;
