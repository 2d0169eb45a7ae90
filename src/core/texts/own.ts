import { fillIn, OWN_TEXTS, type OwnText } from "../policy/own-texts.ts";
import type { Targets } from "../policy/policy.ts";
import type { DeskWords, Sentence, Voice } from "../sentences.ts";
import type { Words } from "../words.ts";

type Values = Readonly<Record<string, string>>;

const isOwn = (key: string): key is OwnText => Object.hasOwn(OWN_TEXTS, key);

const promised = (targets: Targets, long: (ms: number) => string): Values => ({
  first_response: long(targets.first_response),
  next_response: long(targets.next_response),
  resolution: long(targets.resolution),
});

const valuesOf = (
  sentence: Sentence,
  voice: Voice,
  { policyUrl }: DeskWords,
  long: (ms: number) => string,
): Values => ({
  ...("targets" in sentence ? promised(sentence.targets, long) : {}),
  ...("person" in sentence && sentence.person !== null ? { person: voice.person(sentence.person) } : {}),
  ...("called" in sentence && sentence.called !== null ? { called: voice.person(sentence.called) } : {}),
  ...("until" in sentence && sentence.until !== null ? { until: voice.time(sentence.until) } : {}),
  ...("closesInMs" in sentence ? { closes_in: long(sentence.closesInMs) } : {}),
  ...("messageId" in sentence && sentence.messageId !== null
    ? { quote: voice.quote(sentence.messageId) }
    : {}),
  ...(policyUrl === null ? {} : { policy: voice.link(policyUrl, policyUrl) }),
});

/** A language's words, with the desk's own where the policy file has some. `long` tells a duration in that language. */
export const withOwnTexts = (words: Words, long: (ms: number) => string): Words => ({
  ...words,
  say: (sentence, voice, desk) => {
    const own = isOwn(sentence.key) ? desk.texts[sentence.key] : undefined;
    return own === undefined
      ? words.say(sentence, voice, desk)
      : fillIn(own, valuesOf(sentence, voice, desk, long));
  },
  panel: (desk, targets) => {
    const built = words.panel(desk, targets);
    const { panel_title: title, panel: text } = desk.texts;
    const values = promised(targets, long);
    return {
      ...built,
      ...(title === undefined ? {} : { title: fillIn(title, values) }),
      ...(text === undefined ? {} : { text: fillIn(text, values) }),
    };
  },
});
