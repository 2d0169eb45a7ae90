import type { Sentence } from "../../src/core/sentences.ts";
import type { Engine } from "../../src/shell/engine.ts";

/** An engine that only tells managers: what it remembers goes into these settings, what it says to `onSaid`. */
export const managersTold = (
  settings: Map<string, unknown>,
  onSaid: (desk: string, sentence: Sentence) => void,
): Pick<Engine, "tellNews"> => ({
  tellNews: async ({ id }, topic, news) => {
    const found = news(settings.get(topic));
    if (found === null) return;
    settings.set(topic, found.remembered);
    for (const one of found.effects) if (one.type === "SayToManagers") onSaid(id, one.sentence);
  },
});
