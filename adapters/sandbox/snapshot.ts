import type { Rung } from "../../src/core/conversation/rungs.ts";
import type { Desk, Target } from "../../src/core/policy/policy.ts";
import { deskWordsOf, faster, TARGETS, targetsFor } from "../../src/core/policy/policy.ts";
import { SPEEDS } from "./controls.ts";
import type { PendingWhisper, Platform } from "./platform.ts";
import { rich } from "./render/markdown.ts";
import type { View } from "./render/view.ts";
import { tell } from "./render/voice.ts";
import { scenariosWith } from "./scenarios.ts";
import { findMessages, listMessages } from "./store/messages.ts";
import { repUserId } from "./store/people.ts";
import { listChannels } from "./store/places.ts";

/** The page shows at most this many messages; the store keeps them all. */
const SHOWN_MESSAGES = 1500;

const perTarget = <T>(make: (target: Target) => T) =>
  Object.fromEntries(TARGETS.map((target) => [target, make(target)]));

/** What the page and the API show: the whole at first, then parts of it as they change. */
export const createSnapshot = (platform: Platform, view: View) => {
  const { options, directory } = platform;
  const { sql, clock, controls } = options;

  const deskFace = (desk: Desk) => {
    const words = options.words(desk.policy.language);
    const deskWords = deskWordsOf(desk);
    // What a chat that is opened now is promised.
    const panel = words.panel(deskWords, faster(desk.policy, controls.speed()).targets);
    const said = { sentence: { key: "what_chat_can_do" } as const, people: {}, quotes: {} };
    return {
      name: desk.name,
      channels: {
        support: desk.customers.channel,
        staff: desk.staff.channel,
        alerts: desk.alerts.channel,
        managers: desk.managers.channel,
        tickets: desk.tickets.channel,
      },
      panel: { ...panel, text: rich(panel.text) },
      policyUrl: desk.policy.policyUrl,
      whatChatCanDo: tell(said, words, deskWords),
      form: {
        title: words.form.title,
        description: words.form.description,
        descriptionHint: words.form.descriptionHint,
        subject: words.form.subject,
        subjectHint: words.form.subjectHint,
        opening: words.form.opening,
        failed: words.form.failed,
      },
      notAuthenticated: words.card.notAuthenticated,
      targets: perTarget((target) => words.target(target)),
    };
  };

  /** By the policy as it is written: at 10× its 30 s are still called that. */
  const policyMs = (desk: string, plan: string | null, { target, cycle, level }: Rung): number | null => {
    const policy = options.desks.find((one) => one.id === desk)?.policy;
    // A reopened resolution has what was left of it, which no policy names.
    return policy === undefined || (target === "resolution" && cycle > 1)
      ? null
      : level * targetsFor(policy, plan)[target];
  };

  const planName = (desk: string, plan: string | null): string | null => {
    const plans = options.desks.find((one) => one.id === desk)?.policy.plans;
    return plan === null ? null : (plans?.[plan]?.name ?? plan);
  };

  const conversations = async () =>
    (await controls.overview()).map((one) => ({
      ...one,
      planName: planName(one.desk, one.plan),
      rungs: one.rungs.map((rung) => ({ ...rung, policyMs: policyMs(one.desk, one.plan, rung) })),
    }));

  const staff = async () => {
    const byId = new Map((await controls.staff()).map((one) => [one.id, one]));
    return controls.reps().map((rep) => {
      const user = repUserId(rep);
      const { onDuty = true, unreachable = null, open = 0 } = byId.get(rep.id) ?? {};
      return { userId: user, onDuty, unreachable, open, doNotDisturb: platform.doNotDisturb.has(user) };
    });
  };

  const overview = async () => ({
    now: clock.now(),
    speed: controls.speed(),
    feed: { cutAt: platform.feed.cutAt() },
    staff: await staff(),
    conversations: await conversations(),
  });

  const places = async () => ({
    channels: await listChannels(sql),
    customers: directory.customers(),
    reps: directory.reps(),
  });

  return {
    overview,
    places,
    messages: async (ids: readonly string[]) => ({
      messages: (await findMessages(sql, ids)).map((message) => view.message(message)),
    }),
    whisper: ({ post, ...whisper }: PendingWhisper) => ({ ...whisper, ...view.post(post) }),
    state: async () => {
      const desk = options.desks[0];
      return {
        ...(await overview()),
        ...(await places()),
        speeds: SPEEDS,
        desk: desk === undefined ? null : deskFace(desk),
        messages: (await listMessages(sql, SHOWN_MESSAGES)).map((message) => view.message(message)),
        mail: (await options.mailboxes?.show()) ?? null,
        scenarios: scenariosWith(options.mailboxes !== undefined).map(({ name, label, story, where }) => ({
          name,
          label,
          story,
          where,
        })),
      };
    },
  };
};

export type Snapshot = ReturnType<typeof createSnapshot>;
