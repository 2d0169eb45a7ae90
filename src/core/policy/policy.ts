import type { Platform } from "../platform.ts";
import type { DeskWords } from "../sentences.ts";
import { MINUTE, SECOND } from "../time.ts";
import type { OwnTexts } from "./own-texts.ts";

/** The promised durations (policy, first paragraph; sla.md, decision 1). */
export const TARGETS = ["first_response", "next_response", "update", "resolution"] as const;
export type Target = (typeof TARGETS)[number];

/** Each target's length, ms. */
export type Targets = Readonly<Record<Target, number>>;

/** Who is told when a fraction of a target has passed. */
export type Audience = "offered" | "assignee" | "on_shift" | "desk" | "lead" | "managers";

/** One rung of the escalation chain: `at` is a fraction of the target (0.5 of 60 s is 30 s; 1 is the breach). */
export interface Step {
  readonly at: number;
  readonly tell: readonly Audience[];
}

/** Words by which texts are read; compared without case, accents of punctuation, or emoji variants. */
export interface Phrases {
  /** "let me check": a response that contains one keeps the ball with the rep. Empty: switched off. */
  readonly holding: readonly string[];
  /** "thanks": a customer message that is nothing but these starts no clock after a response. */
  readonly pleasantries: readonly string[];
  /** A response that ends in one of these (or in `?`) asks something. */
  readonly asking: readonly string[];
}

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly slack: string | null;
  readonly discord: string | null;
  readonly sandbox: string | null;
  readonly lead: boolean;
}

/** What a desk promises and how it behaves. A conversation keeps the policy it was opened under. */
export interface Policy {
  /** Names this very content; every decision and journal row carries it. */
  readonly version: string;
  readonly targets: Targets;
  readonly steps: Readonly<Record<Target, readonly Step[]>>;
  readonly idle: {
    /** "Still there?" this long after the last response with the ball theirs, ms. Default 5 min. */
    readonly askMs: number;
    /** Closed as abandoned this long after it, ms. Default 10 min. */
    readonly closeMs: number;
  };
  /** How long a closed conversation may be continued, ms. Default 10 min (sla.md, decision 14). */
  readonly reopenMs: number;
  /** A response after this much silence mentions the customer, ms. Default 60 s. */
  readonly mentionAfterMs: number;
  readonly phrases: Phrases;
  /** Where the whole policy can be read; null: a button shows it. */
  readonly policyUrl: string | null;
  /** What is said in the desk's own words; the rest as built in. */
  readonly texts: OwnTexts;
  /** BCP 47 tag of the texts. Default `en`. */
  readonly language: string;
}

/** A channel by its platform and id. */
export interface Channel {
  readonly platform: Platform;
  readonly channel: string;
}

/** One place of work: where its customers write, its reps answer, its managers read, and its policy. */
export interface Desk {
  readonly id: string;
  readonly name: string;
  readonly customers: Channel;
  readonly staff: Channel;
  /** Pings; its own channel, so that they never queue behind relays. Default: the staff channel. */
  readonly alerts: Channel;
  readonly managers: Channel;
  readonly reps: readonly Rep[];
  readonly policy: Policy;
}

const reply: readonly Step[] = [
  { at: 0.5, tell: ["on_shift"] },
  { at: 0.8, tell: ["desk"] },
  { at: 1, tell: ["lead"] },
  { at: 2, tell: ["managers"] },
];

/** The built-in policy: what the published policy promises, and the defaults of sla.md. */
export const DEFAULT_POLICY: Policy = {
  version: "built-in-1",
  targets: {
    first_response: 60 * SECOND,
    next_response: 2 * MINUTE,
    update: 2 * MINUTE,
    resolution: 20 * MINUTE,
  },
  steps: {
    first_response: reply,
    next_response: reply,
    update: reply,
    resolution: [
      { at: 0.75, tell: ["assignee"] },
      { at: 1, tell: ["lead", "managers"] },
    ],
  },
  idle: { askMs: 5 * MINUTE, closeMs: 10 * MINUTE },
  reopenMs: 10 * MINUTE,
  mentionAfterMs: MINUTE,
  phrases: {
    holding: [
      "let me check",
      "let me look",
      "let me see",
      "let me find out",
      "let me have a look",
      "let me take a look",
      "i'll check",
      "i will check",
      "i'll look into",
      "i will look into",
      "i'm checking",
      "i am checking",
      "checking now",
      "looking into it",
      "looking into this",
      "one moment",
      "just a moment",
      "a moment please",
      "one second",
      "one sec",
      "one minute",
      "give me a minute",
      "give me a moment",
      "bear with me",
      "hold on",
      "hang on",
      "be right back",
      "working on it",
    ],
    pleasantries: [
      "thanks",
      "thank you",
      "thank you so much",
      "thank you very much",
      "thanks a lot",
      "thanks so much",
      "many thanks",
      "thx",
      "ty",
      "cheers",
      "ok",
      "okay",
      "k",
      "kk",
      "great",
      "perfect",
      "awesome",
      "cool",
      "nice",
      "sure",
      "alright",
      "all right",
      "got it",
      "understood",
      "will do",
      "no problem",
      "np",
      "bye",
      "goodbye",
      "have a nice day",
      "have a good day",
      "you too",
      "👍",
      "🙏",
      "👌",
      "❤️",
      "🙂",
      "😊",
      "🎉",
    ],
    asking: ["let me know", "please confirm", "please tell me", "please send me", "can you confirm"],
  },
  policyUrl: null,
  texts: {},
  language: "en",
};

/** What the words need to know of a desk. */
export const deskWordsOf = ({ name, policy }: Desk): DeskWords => ({
  deskName: name,
  policyUrl: policy.policyUrl,
  texts: policy.texts,
});

/** The same promise in less time: every duration divided. The sandbox plays policies at 10× and 60×. */
export const faster = (policy: Policy, speed: number): Policy =>
  speed === 1
    ? policy
    : {
        ...policy,
        version: `${policy.version}@${speed}x`,
        targets: {
          first_response: policy.targets.first_response / speed,
          next_response: policy.targets.next_response / speed,
          update: policy.targets.update / speed,
          resolution: policy.targets.resolution / speed,
        },
        idle: { askMs: policy.idle.askMs / speed, closeMs: policy.idle.closeMs / speed },
        reopenMs: policy.reopenMs / speed,
        mentionAfterMs: policy.mentionAfterMs / speed,
      };
